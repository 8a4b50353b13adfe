import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { AccessTokens } from "@/scripts/stack/supabase/auth/tokens";
import type { Database } from "@/scripts/stack/supabase/database";
import type { Handler } from "@/scripts/stack/supabase/http";
import { watchChanges } from "./changes";
import { decode } from "./frames";
import { Hub } from "./hub";
import { Protocol } from "./protocol";
import { restBroadcast } from "./rest-broadcast";
import { Socket } from "./socket";

const MAX_MESSAGE_BYTES = 3_000_000;

/** Serves Supabase Realtime on `server`: changes of tables, broadcasts, presence, and who may hear them. */
export async function startRealtime(
  database: Database,
  tokens: AccessTokens,
  server: Server,
): Promise<{ rest: Handler; close(): void }> {
  const hub = new Hub();
  const protocol = new Protocol(database, tokens, hub);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const role = tokens.roleOfKey(searchParams.get("apikey"));
    if (pathname !== "/realtime/v1/websocket" || !role) return refuse(stream);
    sockets.handleUpgrade(request, stream, head, (websocket) => {
      const version = searchParams.get("vsn") === "2.0.0" ? "2.0.0" : "1.0.0";
      const socket = new Socket(websocket, version, { role });
      let last: Promise<void> = Promise.resolve();
      const next = (work: () => Promise<unknown>) => {
        last = last.then(async () => void (await work())).catch((error) => console.error("[realtime]", error));
      };
      websocket.on("message", (data: Buffer, isBinary) =>
        next(async () => protocol.answer(socket, decode(data, isBinary))),
      );
      websocket.on("close", () => next(() => Promise.all(hub.of(socket).map((channel) => protocol.leave(channel)))));
      websocket.on("error", () => websocket.terminate());
    });
  });
  await watchMessages(database, hub);
  await watchChanges(database, hub);
  return { rest: restBroadcast(database, tokens, hub), close: () => closeAll(sockets, hub) };
}

function refuse(stream: Duplex): void {
  stream.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
}

function closeAll(sockets: WebSocketServer, hub: Hub): void {
  for (const channel of hub) hub.remove(channel);
  for (const websocket of sockets.clients) websocket.terminate();
}

/** Passes on what the database itself broadcasts: realtime.send and realtime.broadcast_changes. */
async function watchMessages(database: Database, hub: Hub): Promise<void> {
  await database.listen("realtime_messages", async (id) => {
    const [message] = await database.query(
      "select topic, event, payload, private from realtime.messages where id = $1",
      [id],
    );
    if (!message) return;
    const { topic, event, payload, private: isPrivate } = message;
    hub.broadcast(topic, isPrivate === true, { event, payload, meta: { id } });
  });
}
