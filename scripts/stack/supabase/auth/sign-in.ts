import { bodyOf, type Handler, pathOf, withBody, withRequestBody } from "@/scripts/stack/supabase/http";
import { AuthFailure, answering } from "./failure";
import type { AccessTokens } from "./tokens";

/** Types of one-time tokens that the library knows by another name. */
const libraryType: Record<string, string> = { invite: "signup", email: "magiclink" };

/** Passes sign-ins to the library and completes the tokens that it answers with. */
export function signIn(tokens: AccessTokens, library: (request: Request) => Promise<Response>): Handler {
  return async (request) => {
    const endpoint = /^\/auth\/v1\/(token|signup|verify)$/.exec(pathOf(request))?.[1];
    if (!endpoint) return undefined;
    if (request.method === "GET") return redirected(await library(request), tokens);
    if (request.method !== "POST") return undefined;
    const method = endpoint === "verify" ? "otp" : methodOf(request);
    const response = await library(endpoint === "verify" ? await inLibraryTerms(request) : request);
    if (!response.ok) return response;
    return answering(async () => withBody(response, await completeSession(await response.json(), tokens, method)));
  };
}

function methodOf(request: Request): string {
  const grant = new URL(request.url).searchParams.get("grant_type");
  return grant === "refresh_token" ? "token_refresh" : "password";
}

async function inLibraryTerms(request: Request): Promise<Request> {
  const body = await bodyOf(request);
  const type = String(body.type);
  return withRequestBody(request, JSON.stringify({ ...body, type: libraryType[type] ?? type }));
}

type MaybeSession = { access_token?: string; user?: object };

async function completeSession(body: MaybeSession, tokens: AccessTokens, method: string): Promise<MaybeSession> {
  if (!body.access_token) return body;
  const { token, isAnonymous } = await tokens.complete(body.access_token, method);
  return { ...body, access_token: token, user: { ...body.user, is_anonymous: isAnonymous } };
}

/** A link of a mail answers with a redirect that carries the session in its fragment. */
async function redirected(response: Response, tokens: AccessTokens): Promise<Response> {
  const location = response.headers.get("location");
  if (!location) return response;
  const target = new URL(location);
  const fragment = new URLSearchParams(target.hash.slice(1));
  const token = fragment.get("access_token");
  if (!token) return response;
  try {
    fragment.set("access_token", (await tokens.complete(token, "otp")).token);
    target.hash = fragment.toString();
  } catch (error) {
    if (!(error instanceof AuthFailure)) throw error;
    target.hash = new URLSearchParams({ error: "access_denied", error_code: error.code }).toString();
  }
  const headers = new Headers(response.headers);
  headers.set("location", target.href);
  return new Response(null, { status: response.status, headers });
}
