import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

const LIFETIME_MS = 30 * 86_400_000;
const AUDIENCE = "omniops:visitor";

/** What a visitor's token is bound to. `since` is when the session began. */
export const SessionClaims = z.object({
  sessionId: z.uuid(),
  siteId: z.uuid(),
  customerId: z.uuid(),
  origin: z.url(),
  since: z.iso.datetime(),
});
export type SessionClaims = z.infer<typeof SessionClaims>;

// A key of its own, so that no token made for another purpose ever opens a session.
const key = () => createHmac("sha256", env().APP_SECRET).update(AUDIENCE).digest();

/** A visitor's proof: only requests from its own origin may use it, for thirty days. */
export function mintSessionToken(claims: SessionClaims, now = Date.now()): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(AUDIENCE)
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(now + LIFETIME_MS))
    .sign(key());
}

/** What the token is bound to, or a 401 for one that expired or that is not ours. */
export async function verifySessionToken(token: string): Promise<SessionClaims> {
  try {
    const { payload } = await jwtVerify(token, key(), { algorithms: ["HS256"], audience: AUDIENCE });
    return SessionClaims.parse(payload);
  } catch (cause) {
    throw new AppError("unauthenticated", "The session expired or is unknown: start one with POST /api/chat/session", {
      cause,
    });
  }
}
