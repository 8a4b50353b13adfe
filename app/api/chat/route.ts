import { answer } from "@/lib/assistant/answer";
import { SendMessage } from "@/lib/conversations/schema";
import { askingVisitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { stream } from "@/lib/platform/http/route";
import { eventStream, lastEvent } from "@/lib/platform/http/sse";

export const maxDuration = 60;

export const POST = crossOrigin(
  stream({
    auth: askingVisitor,
    body: SendMessage,
    handle: async ({ ctx, body, request }) => {
      const reader = new AbortController();
      const events = await answer(ctx, body, AbortSignal.any([request.signal, reader.signal]));
      const wantsEvents = request.headers.get("accept")?.includes("text/event-stream");
      return wantsEvents ? eventStream(events, () => reader.abort()) : Response.json(await lastEvent(events));
    },
  }),
);

export const OPTIONS = preflight;
