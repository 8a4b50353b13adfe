import "server-only";
import type { Ask } from "@/lib/conversations/queue/worker";
import { openSession } from "@/lib/conversations/session-opening";
import { loadSettings } from "@/lib/conversations/settings";
import { lastEvent } from "@/lib/platform/http/sse";
import { answer } from "./answer";

const LONGEST_ANSWER_MS = 50_000;

/** Answers a message that waited in the queue, in its visitor's session. Throws where the turn could not be stored. */
export const askQueued: Ask = async (visitor, message) => {
  const { sessionId } = visitor.actor;
  const [settings, session] = await Promise.all([
    loadSettings(visitor),
    openSession(visitor, { sessionId, since: new Date().toISOString() }),
  ]);
  const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
  await lastEvent(await answer({ ...visitor, settings, session }, message, signal));
};
