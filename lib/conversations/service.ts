import "server-only";
import { randomUUID } from "node:crypto";
import { background } from "@/lib/platform/background";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import { addressOf } from "@/lib/platform/http/address";
import { log } from "@/lib/platform/log";
import { limit } from "@/lib/platform/redis/limits";
import { knownAs, upsertClient } from "./clients";
import { loadMessages, loadMessagesAround, renewHistory } from "./history";
import { chooseFor } from "./language-choice";
import { deliverQueued } from "./queue/deliver";
import type {
  AskForPerson,
  ConversationDetail,
  LanguageChoice,
  MessagePage,
  ReadMessages,
  SessionStarted,
  SiteFace,
  StartSession,
} from "./schema";
import type { SessionData } from "./session";
import { beginSession, changeSession, openSession } from "./session-opening";
import { faceOf, loadSettings } from "./settings";
import { findSite, selectConversation, selectConversationMetadata, touchSite, updateConversation } from "./store";
import { mintSessionToken, type SessionClaims, verifySessionToken } from "./token";
import { createConversation, saveMessage } from "./turn";
import { actingFor, passerBy, requireAllowed, requireOrigin, type Visitor } from "./visitor";

/** Opens the widget: begins a session, or goes on with the one of `sessionToken`. */
export async function startSession(request: Request, { siteKey, sessionToken }: StartSession): Promise<SessionStarted> {
  const origin = requireOrigin(request);
  const [site] = await Promise.all([knownSite(siteKey), limit({ sessionStartByIp: addressOf(request) })]);
  requireAllowed({ name: site.name, allowedOrigins: site.allowed_origins }, origin);
  const kept = sessionToken ? await verifySessionToken(sessionToken) : undefined;
  if (kept && (kept.siteId !== site.id || kept.origin !== origin)) {
    throw new AppError("unauthenticated", "The session belongs to another page: start one without sessionToken");
  }
  const begun = { sessionId: randomUUID(), siteId: site.id, customerId: site.customer_id, origin };
  const claims: SessionClaims = kept ?? { ...begun, since: new Date().toISOString() };
  const ctx = actingFor(claims);
  const [settings, opened, token] = await Promise.all([
    loadSettings(ctx),
    kept && openSession(ctx, claims).then((session) => asKnown(ctx, session)),
    mintSessionToken(claims),
  ]);
  const { plan } = settings;
  const session = opened ? changeSession(opened, { plan }) : beginSession(claims, { plan });
  background("A site was not marked as seen", touchSite(ctx));
  if (kept) background("Queued messages were not delivered", deliverQueued(ctx));
  const { email: _, phone: __, ...metadata } = session.metadata;
  return {
    sessionToken: token,
    session: { ...session, metadata },
    conversationId: session.metadata.conversationId ?? null,
    site: faceOf(settings),
    ...chooseFor(settings, session).choice,
  };
}

/** What the widget of a site shows before anyone opens it. */
export async function getSiteFace(siteKey: string, request: Request): Promise<SiteFace> {
  const [site] = await Promise.all([knownSite(siteKey), limit({ widgetConfigByIp: addressOf(request) })]);
  return faceOf(await loadSettings(passerBy(site.customer_id, site.id)));
}

async function knownSite(siteKey: string) {
  const site = await findSite(siteKey);
  if (!site) throw new AppError("not_found", `There is no site with the key ${siteKey}: copy the snippet again`);
  return site;
}

/** Answers the visitor in this language from now on, where the site allows it; otherwise nothing changes. */
export async function setLanguage(visitor: Visitor, language: string) {
  const { settings, session } = visitor;
  const decided = chooseFor(settings, session, { override: language });
  if (!decided.isPicked) return decided;
  const conversationId = session.metadata.conversationId ?? randomUUID();
  const isNew = session.metadata.conversationId === undefined;
  changeSession(session, { ...decided.metadata, conversationId });
  background("A conversation's language was not stored", storeLanguage(visitor, conversationId, isNew, decided.choice));
  return decided;
}

// Before the first message there is no conversation to keep the choice in, so it begins one.
async function storeLanguage(visitor: Visitor, id: string, isNew: boolean, { language }: LanguageChoice) {
  if (isNew) await createConversation(visitor, { id, language });
  else await updateConversation(visitor, id, { language });
  await renewHistory(visitor, id, "conversation");
}

/** Notes that the visitor wants a person, with how to reach them. `text` is what the conversation says of it. */
export async function requestPerson(visitor: Visitor, { conversationId, email, note }: AskForPerson, text: string) {
  const requestedAt = new Date().toISOString();
  if (!(await updateConversation(visitor, conversationId, { person_requested_at: requestedAt }))) {
    throw notFound("Conversation");
  }
  const id = randomUUID();
  const person = { email: email ?? null, note: note ?? null };
  await saveMessage(visitor, { id, conversationId, role: "system", content: text, parts: { person } });
  if (email) background("A visitor was not made a client", identify(visitor, email));
  await renewHistory(visitor, conversationId, "conversation");
  return { requestedAt, message: { id, role: "system" as const, content: text } };
}

/** Makes the visitor the client of an address, and lets the session know. */
async function identify(visitor: Visitor, email: string): Promise<void> {
  const { session, settings } = visitor;
  const known = changeSession(session, { email });
  const language = session.metadata.language ?? settings.config.defaultLanguage;
  const { id: clientId } = await upsertClient(visitor, { email, language });
  changeSession(known, { clientId });
}

/** The session of somebody who is known goes on in the language that they prefer, unless they picked one in it. */
async function asKnown(ctx: Ctx<ActorOf<"visitor">>, session: SessionData): Promise<SessionData> {
  const { clientId, preferredLanguage } = session.metadata;
  if (!clientId || preferredLanguage) return session;
  const client = await knownAs(ctx, clientId).catch((error: unknown) => {
    log().warn({ error }, "A client was not read");
    return null;
  });
  return client ? changeSession(session, { preferredLanguage: client.preferredLanguage }) : session;
}

/** A conversation and how well it was answered. */
export async function getConversation(ctx: Ctx, id: string): Promise<ConversationDetail> {
  const [conversation, metadata] = await Promise.all([
    selectConversation(ctx, id),
    selectConversationMetadata(ctx, id),
  ]);
  if (!conversation) throw notFound("Conversation");
  return { ...conversation, metadata: metadata ?? { questions: 0, answered: 0, unanswered: 0, citedSources: 0 } };
}

/** A page of a conversation, oldest message first; the newest page unless `before` is given. */
export const listMessages = (ctx: Ctx, input: ReadMessages): Promise<MessagePage> => loadMessages(ctx, input);

/** As `listMessages`, the page with a message in its middle, and whether there are later ones. */
export const listMessagesAround = (ctx: Ctx, input: { conversationId: string; messageId: string; limit: number }) =>
  loadMessagesAround(ctx, input);
