import "server-only";
import { SignJWT } from "jose";
import { activeConversation } from "@/lib/conversations/history";
import type { Visitor } from "@/lib/conversations/visitor";
import { env } from "@/lib/platform/env";
import type { JoinLive, LiveAccess } from "./schema";

const LIFETIME_SECONDS = 300;

/** Lets a visitor's browser hear the own conversation. Throws not_found for any other. */
export async function openLive(visitor: Visitor, { conversationId }: JoinLive): Promise<LiveAccess> {
  await activeConversation(visitor, conversationId);
  const { SUPABASE_URL, SUPABASE_ANON_KEY } = env();
  const socket = new URL("/realtime/v1/websocket", SUPABASE_URL.replace(/^http/, "ws"));
  socket.search = new URLSearchParams({ apikey: SUPABASE_ANON_KEY, vsn: "1.0.0" }).toString();
  return {
    url: socket.href,
    topic: `realtime:chat:${conversationId}`,
    token: await mintLiveToken(visitor),
    lifetimeSeconds: LIFETIME_SECONDS,
  };
}

/** It leaves the server, so it is nobody's but for the channels of one session: `anon` sees and changes no table. */
function mintLiveToken({ customerId, actor }: Visitor): Promise<string> {
  return new SignJWT({ role: "anon", customer_id: customerId, session_id: actor.sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(new TextEncoder().encode(env().SUPABASE_JWT_SECRET));
}
