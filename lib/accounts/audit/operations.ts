import "server-only";
import { operation } from "@/lib/platform/operation";
import { AuditLog, ListAuditLog } from "./schema";
import { listAuditLog } from "./service";

export const auditOperations = [
  operation({
    name: "list_audit_log",
    description: "Who changed the business's settings, keys, people, websites and documents, the newest change first.",
    http: { method: "GET", path: "/audit-log" },
    callers: ["member"],
    risk: "read",
    input: ListAuditLog,
    output: AuditLog,
    run: (ctx, input) => listAuditLog(ctx, input),
  }),
];
