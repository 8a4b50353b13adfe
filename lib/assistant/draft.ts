import type { Source } from "@/lib/conversations/schema";
import type { Passage } from "@/lib/knowledge/search/schema";
import type { Evidence } from "./evidence";
import { base, type Ground, quoteFrom } from "./grounding";
import { type Sentence, sentencesOf } from "./sentences";

const MAX_QUOTE_CHARS = 300;
const LEAD_IN = /[:：]\s*(?:\*\*)?$|^#{1,6}\s|^\*\*[^*]+\*\*$/u;
const QUESTION = /[?？؟]\s*$/u;
const FIGURE = /\p{N}|https?:|@/u;

const MAX_LEAD_IN_CHARS = 120;

/** Whether a sentence only announces what follows it. */
const isLeadIn = (text: string) => text.length <= MAX_LEAD_IN_CHARS && LEAD_IN.test(text) && !FIGURE.test(text);

/** An answer while it is written: takes whole sentences, keeps the supported ones, numbers their sources in order of use. */
export class Draft {
  readonly #language: string;
  /** Something was said in the answer's own language, so that quotes in another are left out. */
  #isSpoken = false;
  #passages: readonly Passage[] = [];
  #ground: Ground | undefined;
  /** The passages in use, by their place in the answer's own numbering, with what was said of each. */
  readonly #used = new Map<number, string[]>();
  #text = "";
  #heldBack = "";
  /** Passages that bear out the last sentence but are not yet named behind it. */
  #owed: number[] = [];

  constructor(language: string, evidence?: Evidence) {
    this.#language = language;
    if (evidence) this.learn(evidence);
  }

  /** Lets the answer stand on more passages; those it had keep their places. */
  learn({ passages, ground }: Evidence) {
    this.#passages = passages;
    this.#ground = ground;
  }

  get text() {
    return this.#text;
  }

  get isAnswer() {
    return this.#used.size > 0;
  }

  /** What of this sentence may be shown: itself with its citations, or nothing. */
  add(sentence: Sentence): string {
    if (isLeadIn(sentence.text)) return this.#holdBack(sentence);
    const supporters = this.#ground?.supporters(sentence) ?? [];
    if (supporters.length === 0) return this.#addUnsupported(sentence);
    if (this.#isOutOfPlace(sentence.text, supporters)) return "";
    const settled = this.#owed.some((passage) => !supporters.includes(passage)) ? this.#citations() : "";
    for (const passage of supporters) this.#used.set(passage, [...(this.#used.get(passage) ?? []), sentence.text]);
    this.#owed = supporters;
    const shown = this.#heldBack + sentence.lead + sentence.text + (sentence.cited.length > 0 ? this.#citations() : "");
    this.#heldBack = "";
    return this.#show(settled + (this.#text ? shown : shown.trimStart()));
  }

  /** What is still to be shown when the last sentence has come. */
  end(): string {
    return this.#show(this.#citations());
  }

  /** Shows what a passage says of the question, word for word. */
  quote(passage: number, question: string): string {
    const { text = "" } = this.#passages[passage] ?? {};
    this.#used.set(passage, [question]);
    this.#owed = [passage];
    return this.#show(`${quoteFrom(text, sentencesOf(text), question, MAX_QUOTE_CHARS)}${this.#citations()}`);
  }

  /** Shows words of the assistant's own, which need no support. */
  say(text: string): string {
    return this.#show(text);
  }

  sources(): Source[] {
    return [...this.#used].map(([index, said]) => {
      const { url = "", title = "", text = "" } = this.#passages[index] ?? {};
      return { url, title, quote: quoteFrom(text, sentencesOf(text), said.join("\n"), MAX_QUOTE_CHARS) };
    });
  }

  /** Whether this quotes a page in another language, while the answer speaks its own already. */
  #isOutOfPlace(text: string, supporters: number[]): boolean {
    const language = this.#ground?.languageOf(text) ?? null;
    if (language === null) return false;
    const isOwn = base(language) === base(this.#language);
    this.#isSpoken ||= isOwn;
    return !isOwn && this.#isSpoken && this.#ground?.isIn(language, supporters) === true;
  }

  #holdBack({ lead, text }: Sentence): string {
    this.#heldBack += lead + text;
    return "";
  }

  // A question back to the visitor claims nothing; everything else that nothing supports is left out.
  #addUnsupported({ lead, text, cited }: Sentence): string {
    this.#heldBack = "";
    const isHarmless = this.isAnswer && cited.length === 0 && QUESTION.test(text) && !FIGURE.test(text);
    return isHarmless ? this.#show(this.#citations() + lead + text) : "";
  }

  #citations(): string {
    const numbers = [...this.#used.keys()];
    const markers = this.#owed.map((passage) => ` [${numbers.indexOf(passage) + 1}]`);
    this.#owed = [];
    return markers.join("");
  }

  #show(text: string): string {
    this.#text += text;
    return text;
  }
}
