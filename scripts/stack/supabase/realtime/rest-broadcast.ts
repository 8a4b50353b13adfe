import { z } from "zod";
import type { AccessTokens, Claims } from "@/scripts/stack/supabase/auth/tokens";
import type { Database } from "@/scripts/stack/supabase/database";
import { type Handler, json, pathOf } from "@/scripts/stack/supabase/http";
import type { Hub } from "./hub";
import { rightsIn } from "./rights";

const BASE = "/realtime/v1/api/broadcast";

const Messages = z.object({
  messages: z.array(
    z.object({ topic: z.string(), event: z.string(), payload: z.unknown(), private: z.boolean().default(false) }),
  ),
});
type Messages = z.infer<typeof Messages>["messages"];

/** Broadcasts over HTTP, for those who only send. */
export function restBroadcast(database: Database, tokens: AccessTokens, hub: Hub): Handler {
  return async (request) => {
    if (request.method !== "POST" || !pathOf(request).startsWith(BASE)) return undefined;
    const claims = await tokens.claimsOfRequest(request);
    if (!claims) return json({ message: "Unauthorized" }, 401);
    const messages = await messagesOf(request).catch(() => undefined);
    if (!messages) return json({ message: "The body holds no messages" }, 422);
    for (const message of messages) {
      const { topic, event, payload, private: isPrivate } = message;
      if (await maySend(database, claims, message)) hub.broadcast(topic, isPrivate, { event, payload });
    }
    return new Response(null, { status: 202 });
  };
}

async function maySend(database: Database, claims: Claims, { topic, private: isPrivate }: Messages[number]) {
  if (!isPrivate || claims.role === "service_role") return true;
  return (await rightsIn(database, claims, topic)).write.broadcast;
}

/** Either a list in the body, or one whose topic and event are in the path and whose payload is the body. */
async function messagesOf(request: Request): Promise<Messages> {
  const url = new URL(request.url);
  const [, topic, event] = /\/broadcast\/([^/]+)\/events\/([^/]+)$/.exec(url.pathname) ?? [];
  if (topic === undefined || event === undefined) return Messages.parse(await request.json()).messages;
  const isBytes = request.headers.get("content-type") === "application/octet-stream";
  return [
    {
      topic: decodeURIComponent(topic),
      event: decodeURIComponent(event),
      payload: isBytes ? new Uint8Array(await request.arrayBuffer()) : await request.json(),
      private: url.searchParams.get("private") === "true",
    },
  ];
}
