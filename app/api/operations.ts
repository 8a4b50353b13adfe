import { assistantOperations } from "@/lib/assistant/operations";
import { conversationOperations } from "@/lib/conversations/operations";
import { queueOperations } from "@/lib/conversations/queue/operations";
import { exportOperations } from "@/lib/insights/export/operations";
import { insightOperations } from "@/lib/insights/operations";
import { documentOperations } from "@/lib/knowledge/documents/operations";
import { knowledgeOperations } from "@/lib/knowledge/operations";

/** Everything that the API offers, at /api/v1 and in /api/openapi.json. */
export const operations = [
  ...knowledgeOperations,
  ...documentOperations,
  ...conversationOperations,
  ...queueOperations,
  ...assistantOperations,
  ...exportOperations,
  ...insightOperations,
];
