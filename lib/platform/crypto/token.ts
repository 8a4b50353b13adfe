import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits behind a prefix that says what they open, as in `sk_3f…`. */
export const randomToken = (prefix: string) => `${prefix}_${randomBytes(32).toString("base64url")}`;

export const sha256Hex = (text: string) => createHash("sha256").update(text).digest("hex");

/** Whether two secrets are equal, in a time that says nothing about where they differ. */
export function secretsMatch(given: string, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(wanted)));
}
