import type { Db } from "./supabase/db";

/** Who is asking. Each kind has its own Postgres role, which decides what it may see. */
export type Actor =
  | { type: "member"; userId: string; role: MemberRole }
  | { type: "visitor"; sessionId: string; siteId: string }
  | { type: "api_key"; keyId: string; scopes: string[] }
  | { type: "system"; job: string };

export type MemberRole = "owner" | "admin" | "agent" | "viewer";

/** What every verb takes first: on whose behalf it runs, for which customer, and the database with that actor's rights. */
export type Ctx<A extends Actor = Actor> = {
  db: Db;
  customerId: string;
  actor: A;
};

export type ActorOf<T extends Actor["type"]> = Extract<Actor, { type: T }>;
