import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Customer } from "./customer";
import type { StackUnderTest } from "./stack";

const Session = z.object({ sessionToken: z.string() });
const Answer = z.object({ conversationId: z.string(), messageId: z.string(), message: z.string() });
const History = z.object({ messages: z.array(z.object({ id: z.string(), role: z.string(), content: z.string() })) });

const Files = z.object({ attachments: z.array(z.object({ id: z.string(), url: z.string() })) });

export type Answer = z.infer<typeof Answer>;
export type Said = z.infer<typeof History>["messages"][number];

/** What the visitor's browser keeps. */
type Kept = { sessionToken?: string; conversationId?: string };

/** A visitor of the customer's website, who makes the calls that the widget makes. */
export function newVisitor({ appUrl, siteUrl }: StackUnderTest, { siteKey }: Customer, kept: Kept = {}) {
  let { sessionToken, conversationId } = kept;

  async function call(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${appUrl}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        origin: siteUrl,
        ...(body && { "content-type": "application/json" }),
        ...(sessionToken && { authorization: `Bearer ${sessionToken}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  async function open(): Promise<void> {
    const known = sessionToken ? { sessionToken } : {};
    ({ sessionToken } = Session.parse(await call("/api/chat/session", { siteKey, ...known })));
  }

  return {
    /** Says something until it is answered, as the widget does: the same message however often it must be sent. */
    async say(message: string): Promise<Answer> {
      const clientMessageId = randomUUID();
      const answer = await untilDone(async () => {
        await open();
        const body = { message, clientMessageId, ...(conversationId && { conversationId }) };
        return Answer.parse(await call("/api/chat", body));
      });
      conversationId = answer.conversationId;
      return answer;
    },
    /** Those of these files that the visitor may open. */
    async files(ids: string[]) {
      await open();
      return Files.parse(await call(`/api/chat/attachments?ids=${ids}`)).attachments;
    },
    kept: (): Kept => ({ ...(sessionToken && { sessionToken }), ...(conversationId && { conversationId }) }),
    /** What the conversation holds, the oldest first. */
    history: (): Promise<Said[]> =>
      untilDone(async () => {
        await open();
        return History.parse(await call(`/api/chat/messages?conversationId=${conversationId}&limit=50`)).messages;
      }),
  };
}

async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(500);
    }
  }
}
