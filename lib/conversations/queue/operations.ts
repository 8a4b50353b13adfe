import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { UndeliveredId, UndeliveredMessage } from "./schema";
import { discardUndelivered, listUndelivered, resendUndelivered } from "./undelivered";

const Done = z.object({ id: z.uuid() });

export const queueOperations = [
  operation({
    name: "list_undelivered_messages",
    description: "Visitors' messages that could not be delivered and were given up, the newest first, with the reason.",
    http: { method: "GET", path: "/undelivered" },
    callers: ["member"],
    risk: "read",
    input: z.object({}),
    output: z.object({ messages: z.array(UndeliveredMessage) }),
    run: async (ctx) => ({ messages: await listUndelivered(ctx) }),
  }),
  operation({
    name: "resend_undelivered_message",
    description: "Tries again to deliver a message that was given up.",
    http: { method: "POST", path: "/undelivered/{id}/resend" },
    callers: ["member"],
    risk: "write",
    input: UndeliveredId,
    output: Done,
    run: async (ctx, input) => {
      await resendUndelivered(ctx, input);
      return input;
    },
  }),
  operation({
    name: "discard_undelivered_message",
    description: "Deletes a message that was given up.",
    http: { method: "DELETE", path: "/undelivered/{id}" },
    callers: ["member"],
    risk: "write",
    input: UndeliveredId,
    output: Done,
    run: async (ctx, input) => {
      await discardUndelivered(ctx, input);
      return input;
    },
  }),
];
