import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import { contentSecurityPolicy } from "@/lib/platform/http/content-security-policy";
import { renewSession } from "@/lib/platform/supabase/request";

/** Renews the session and sends strangers to the sign-in page. Pages check again; this only spares them the trip. */
export async function gate(request: NextRequest, { isDevelopment }: { isDevelopment: boolean }) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, env().SUPABASE_URL, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next reads the nonce for its own scripts from here.
  const { isStranger, response } = await renewSession(request, headers);
  if (isStranger) return toSignIn(request);
  response.headers.set("content-security-policy", policy);
  return response;
}

function toSignIn({ nextUrl }: NextRequest) {
  const url = nextUrl.clone();
  url.pathname = "/sign-in";
  url.search = new URLSearchParams({ next: nextUrl.pathname + nextUrl.search }).toString();
  return NextResponse.redirect(url);
}
