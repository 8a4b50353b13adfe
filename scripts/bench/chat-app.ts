// The chat's route handlers behind a plain HTTP server of Node: the product without Next.js around it, so that it
// starts again quickly. Its port comes as the first message.
import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";
import * as messages from "@/app/api/chat/messages/route";
import * as chat from "@/app/api/chat/route";
import * as session from "@/app/api/chat/session/route";
import { listen } from "@/scripts/stack/listen";

const routes: Record<string, (request: Request) => Response | Promise<Response>> = {
  "POST /api/chat": chat.POST,
  "POST /api/chat/session": session.POST,
  "GET /api/chat/messages": messages.GET,
};

const [{ port }] = (await once(process, "message")) as [{ port: number }];
const server = createAdaptorServer({
  fetch: (request: Request) => {
    const handle = routes[`${request.method} ${new URL(request.url).pathname}`];
    return handle ? handle(request) : new Response(null, { status: 404 });
  },
});
process.once("disconnect", () => process.exit());
await listen(server as import("node:http").Server, port);
process.send?.("ready");
