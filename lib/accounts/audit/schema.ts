import { z } from "zod";

/** One change of what a business has set, and who made it. */
export const AuditEntry = z.object({
  id: z.number(),
  createdAt: z.string(),
  actor: z.enum(["member", "api_key", "visitor", "system"]),
  actorId: z.string().nullable().describe("The member's user, or the program's key."),
  action: z.enum(["insert", "update", "delete"]),
  subject: z.string().describe("What was changed: customers, members, customer_configs, api_keys, sites or documents."),
  subjectId: z.string(),
  fields: z.array(z.string()).describe("What an update changed; never the values."),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditLog = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().positive().optional().describe("nextCursor of the answer before."),
});
export type ListAuditLog = z.infer<typeof ListAuditLog>;

export const AuditLog = z.object({ entries: z.array(AuditEntry), nextCursor: z.number().nullable() });
export type AuditLog = z.infer<typeof AuditLog>;
