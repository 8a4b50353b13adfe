import { randomInt, randomUUID } from "node:crypto";

type Where = { appUrl: string; siteKey: string; origin: string };

/** Somebody who talks with a site's assistant, as the widget does. */
export class Visitor {
  /** How long it took to begin the session. */
  readonly took: number;
  readonly #where: Where;
  readonly #token: string;
  /** One of their own, for an address has a budget. */
  readonly #address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  #conversationId: string | undefined;

  static async arrive(where: Where): Promise<Visitor> {
    const { appUrl, siteKey, origin } = where;
    const started = performance.now();
    const response = await fetch(`${appUrl}/api/chat/session`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ siteKey }),
    });
    const { sessionToken } = (await response.json()) as { sessionToken?: string };
    if (!sessionToken) throw new Error(`No session: ${response.status}`);
    return new Visitor(where, sessionToken, performance.now() - started);
  }

  private constructor(where: Where, token: string, took: number) {
    this.#where = where;
    this.#token = token;
    this.took = took;
  }

  /** Asks in one conversation, and reads the answer to its end; `heard` is told when its first words have come. */
  async ask(question: string, heard: (ms: number) => void): Promise<void> {
    const started = performance.now();
    const response = await this.#send(question);
    let seen = "";
    let isHeard = false;
    const decoder = new TextDecoder();
    for await (const chunk of response) {
      seen += decoder.decode(chunk, { stream: true });
      if (isHeard || !seen.includes("event: delta")) continue;
      isHeard = true;
      heard(performance.now() - started);
    }
    if (!isHeard || !seen.includes("event: done")) throw new Error(`The answer did not end: ${seen}`);
    this.#conversationId = /"conversationId":"([^"]+)"/.exec(seen)?.[1];
  }

  async #send(message: string): Promise<ReadableStream<Uint8Array>> {
    const { appUrl, origin } = this.#where;
    const named = this.#conversationId ? { conversationId: this.#conversationId } : {};
    const response = await fetch(`${appUrl}/api/chat`, {
      method: "POST",
      headers: {
        origin,
        authorization: `Bearer ${this.#token}`,
        "content-type": "application/json",
        accept: "text/event-stream",
        "x-forwarded-for": this.#address,
      },
      body: JSON.stringify({ message, clientMessageId: randomUUID(), ...named }),
    });
    if (!response.ok || !response.body) throw new Error(`No answer: ${response.status} ${await response.text()}`);
    return response.body;
  }
}
