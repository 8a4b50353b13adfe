import { auditOperations } from "@/lib/accounts/audit/operations";
import { assistantOperations } from "@/lib/assistant/operations";
import { conversationOperations } from "@/lib/conversations/operations";
import { queueOperations } from "@/lib/conversations/queue/operations";
import { segmentOperations } from "@/lib/conversations/segments/operations";
import { exportOperations } from "@/lib/insights/export/operations";
import { insightOperations } from "@/lib/insights/operations";
import { documentOperations } from "@/lib/knowledge/documents/operations";
import { knowledgeOperations } from "@/lib/knowledge/operations";

/** Everything that the API offers, at /api/v1 and in /api/openapi.json. */
export const operations = [
  ...auditOperations,
  ...knowledgeOperations,
  ...documentOperations,
  ...conversationOperations,
  ...queueOperations,
  ...segmentOperations,
  ...assistantOperations,
  ...exportOperations,
  ...insightOperations,
];
