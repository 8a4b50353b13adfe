import { type ApiError, type Call, callJson } from "@/lib/chat-widget/api";
import type { SessionReply } from "@/lib/chat-widget/contract";
import { vault } from "@/lib/chat-widget/storage/vault";

export type Session = {
  /** Goes on with the kept session, or begins one. */
  open(): Promise<SessionReply>;
  /** Makes a call with the session's token; when the token is refused, once more with a new session's. */
  use<T>(request: (token: string) => Promise<T>): Promise<T>;
  json<T>(path: string, options: Call): Promise<T>;
};

const isRefused = (error: unknown) => (error as Partial<ApiError> | undefined)?.status === 401;

/** The visitor's session on one site. `onOpen` hears of each new reply, also when a refused token was replaced. */
export function createSession(base: string, siteKey: string, onOpen: (reply: SessionReply) => void): Session {
  const url = `${base}/api/chat/`;
  const place = `session:${siteKey}`;
  let token: string | undefined;
  let opening: Promise<SessionReply> | undefined;

  function forget() {
    token = undefined;
    return vault.remove(place);
  }

  async function request(): Promise<SessionReply> {
    const sessionToken = token ?? (await vault.get<string>(place));
    try {
      const reply = await callJson<SessionReply>(`${url}session`, {
        body: { siteKey, ...(sessionToken && { sessionToken }) },
      });
      token = reply.sessionToken;
      void vault.set(place, token);
      onOpen(reply);
      return reply;
    } catch (error) {
      if (!sessionToken || !isRefused(error)) throw error;
      await forget();
      return request();
    }
  }

  function open() {
    opening ??= request().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function use<T>(call: (token: string) => Promise<T>): Promise<T> {
    const current = token ?? (await open()).sessionToken;
    try {
      return await call(current);
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (token === current) await forget();
      return call((await open()).sessionToken);
    }
  }

  return {
    open,
    use,
    json: (path, options) => use((bearer) => callJson(url + path, { ...options, token: bearer })),
  };
}
