import { z } from "zod";
import { FileResponse, fileResponse } from "@/lib/platform/http/file";
import { operation } from "@/lib/platform/operation";
import { ExportConversations, ExportOwnChat } from "./schema";
import { exportConversations, exportOwnChat } from "./service";

export const exportOperations = [
  operation({
    name: "export_conversations",
    description: "All messages of the conversations with visitors, as a JSON, CSV or PDF file.",
    http: { method: "GET", path: "/exports/conversations" },
    callers: ["api_key", "member"],
    risk: "read",
    input: ExportConversations,
    output: FileResponse,
    run: async (ctx, input) => {
      const { name, mediaType, chunks } = await exportConversations(ctx, input);
      return fileResponse(name, mediaType, chunks);
    },
  }),
  operation({
    name: "export_chat_history",
    description: "All that a signed-in user and the assistant have said to each other, as a JSON, CSV or PDF file.",
    http: { method: "GET", path: "/exports/chat/{user_id}" },
    callers: ["member"],
    risk: "read",
    input: ExportOwnChat.extend({ user_id: z.string().describe("The user whose chat it is.") }),
    output: FileResponse,
    run: async (ctx, input) => {
      const { name, mediaType, chunks } = await exportOwnChat(ctx, input);
      return fileResponse(name, mediaType, chunks);
    },
  }),
];
