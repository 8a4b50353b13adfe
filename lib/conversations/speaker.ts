import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { SessionData } from "./session";
import type { Settings } from "./settings";

/** Who talks with the assistant: a visitor in a session, or a member in a chat of their own. */
export type Speaker = ActorOf<"visitor"> | ActorOf<"member">;

/** A speaker with what every turn needs. */
export type Asker = Ctx<Speaker> & { settings: Settings; session: SessionData };

/** What a speaker's chats, turns and cached pages hang on: the session, or the account. */
export const ownerOf = (actor: Speaker): string => (actor.type === "visitor" ? actor.sessionId : actor.userId);
