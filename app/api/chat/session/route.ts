import { SessionStarted, StartSession } from "@/lib/conversations/schema";
import { startSession } from "@/lib/conversations/service";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { route } from "@/lib/platform/http/route";

export const POST = crossOrigin(
  route({
    auth: async (request) => request,
    body: StartSession,
    output: SessionStarted,
    handle: ({ request, body }) => startSession(request, body),
  }),
);

export const OPTIONS = preflight;
