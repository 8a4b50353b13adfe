import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { notFound } from "@/lib/platform/errors";

const LIFETIME_MS = 300_000;
const AUDIENCE = "omniops:attachment";

/** What a link opens, and with whose rights. */
const Link = z.object({ id: z.uuid(), customerId: z.uuid(), siteId: z.uuid(), sessionId: z.uuid() });
export type Link = z.infer<typeof Link>;

// A key of its own, so that no token made for another purpose ever opens a file.
const key = () => createHmac("sha256", env().APP_SECRET).update(AUDIENCE).digest();

/** The secret part of an address that opens one file for five minutes, with the rights of one visitor. */
export function signLink(link: Link, now = Date.now()): Promise<string> {
  return new SignJWT(link)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(AUDIENCE)
    .setIssuedAt(new Date(now))
    .setExpirationTime(new Date(now + LIFETIME_MS))
    .sign(key());
}

/** What a link opens. One that has expired or isn't ours leads nowhere. */
export async function readLink(token: string): Promise<Link> {
  try {
    const { payload } = await jwtVerify(token, key(), { algorithms: ["HS256"], audience: AUDIENCE });
    return Link.parse(payload);
  } catch {
    throw notFound("File");
  }
}
