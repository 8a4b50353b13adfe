import { z } from "zod";
import type { Claims } from "@/scripts/stack/supabase/auth/tokens";
import type { Rights } from "./rights";
import type { Socket } from "./socket";

const Binding = z.looseObject({
  event: z.enum(["*", "INSERT", "UPDATE", "DELETE"]),
  schema: z.string().default("public"),
  table: z.string().default("*"),
  filter: z.string().optional(),
});

/** Which changes of which table a channel wants, as the client sent it, with the id that we gave it. */
export type Binding = z.infer<typeof Binding> & { id: number };

export const Join = z.object({
  access_token: z.string().nullish(),
  config: z
    .object({
      broadcast: z.object({ ack: z.boolean().default(false), self: z.boolean().default(false) }).prefault({}),
      presence: z.object({ key: z.string().default(""), enabled: z.boolean().default(false) }).prefault({}),
      private: z.boolean().default(false),
      postgres_changes: z.array(Binding).default([]),
    })
    .prefault({}),
});
export type ChannelConfig = z.infer<typeof Join>["config"];

/** One client's membership of one topic. */
export interface Channel {
  socket: Socket;
  /** As the client calls it; the topic without "realtime:" in front. */
  name: string;
  topic: string;
  joinRef: string | null;
  config: ChannelConfig;
  claims: Claims;
  rights: Rights;
  bindings: Binding[];
  presence: { key: string; meta: Record<string, unknown> | undefined };
  expiry?: NodeJS.Timeout;
}
