import "server-only";
import { randomUUID } from "node:crypto";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { addressOf } from "@/lib/platform/http/address";
import { originOf } from "@/lib/platform/http/page-origin";
import { type LimitName, limit } from "@/lib/platform/redis/limits";
import { actorDb } from "@/lib/platform/supabase/actor";
import type { SessionData } from "./session";
import { openSession } from "./session-opening";
import { loadSettings, type SiteSettings } from "./settings";
import { type SessionClaims, verifySessionToken } from "./token";

/** A visitor in a session on a site, with what every request of theirs needs. */
export type Visitor = Ctx<ActorOf<"visitor">> & { settings: SiteSettings; session: SessionData };

type Budget = (claims: SessionClaims, request: Request) => Partial<Record<LimitName, string>>;

const reading: Budget = ({ sessionId }, request) => ({ visitBySession: sessionId, visitByIp: addressOf(request) });
const asking: Budget = ({ sessionId, siteId }, request) => ({
  chatBySession: sessionId,
  chatByIp: addressOf(request),
  chatBySite: siteId,
});

const attaching: Budget = ({ sessionId, siteId }, request) => ({
  attachBySession: sessionId,
  attachByIp: addressOf(request),
  attachBySite: siteId,
});

/** Who asks, by their session token and the page they are on. Throws a 4xx that says what to change. */
export const visitor = (request: Request): Promise<Visitor> => admit(request, reading);

/** As `visitor`, counted as a message to the assistant. */
export const askingVisitor = (request: Request): Promise<Visitor> => admit(request, asking);

/** As `visitor`, counted as a file that is sent. */
export const attachingVisitor = (request: Request): Promise<Visitor> => admit(request, attaching);

async function admit(request: Request, budget: Budget): Promise<Visitor> {
  const claims = await verifySessionToken(bearerOf(request));
  const origin = requireOrigin(request);
  if (origin !== claims.origin) {
    throw new AppError("forbidden", `This session began on ${claims.origin}: start one from ${origin}`);
  }
  const ctx = actingFor(claims);
  const [settings, session] = await Promise.all([
    loadSettings(ctx),
    openSession(ctx, claims),
    limit(budget(claims, request)),
  ]);
  requireAllowed({ name: settings.name, ...settings.site }, origin);
  return { ...ctx, settings, session };
}

/** A visitor's context from what a token is bound to. */
export function actingFor({ customerId, siteId, sessionId }: Omit<SessionClaims, "origin" | "since">) {
  const db = actorDb({ role: "visitor", customer_id: customerId, site_id: siteId, session_id: sessionId });
  return { db, customerId, actor: { type: "visitor", sessionId, siteId } } satisfies Ctx<ActorOf<"visitor">>;
}

/** Somebody who looks at a site's widget without a session: no conversation is theirs. */
export const passerBy = (customerId: string, siteId: string) =>
  actingFor({ customerId, siteId, sessionId: randomUUID() });

/** The origin of the page that asks, or a 403. */
export function requireOrigin(request: Request): string {
  const origin = originOf(request);
  if (origin && origin !== "null") return origin;
  throw new AppError("forbidden", "Ask from a page on the web: this request has no Origin header");
}

/** Throws a 403 unless the site lets its widget answer on pages of this origin. */
export function requireAllowed(site: { name: string; allowedOrigins: string[] }, origin: string): void {
  if (site.allowedOrigins.includes(origin)) return;
  throw new AppError("forbidden", `${origin} is not an allowed origin of ${site.name}: add it under Installation`);
}

function bearerOf(request: Request): string {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token) return token;
  throw new AppError("unauthenticated", "Send the session token: Authorization: Bearer …, from POST /api/chat/session");
}
