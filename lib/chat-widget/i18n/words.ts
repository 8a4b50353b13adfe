import type { Locale } from "./locale";

/** Every word of the panel. A language is one file in languages/, loaded on its own. */
export type Words = {
  close: string;
  menu: string;
  newConversation: string;
  askPerson: string;
  language: string;
  assistant: string;
  intro: string;
  you: string;
  message: string;
  placeholder: string;
  send: string;
  stop: string;
  sources: string;
  source: string;
  kept: string;
  failed: string;
  retry: string;
  tooMany: string;
  stopped: string;
  interrupted: string;
  offline: string;
  away: string;
  sentLater: string;
  refused: string;
  earlier: string;
  latest: string;
  attach: string;
  record: string;
  /** That an answer helped, and that it did not. */
  up: string;
  down: string;
};

/** A language as it is spoken: which one, and its words. */
export type Speech = { locale: Locale; words: Words };

/** A text with its {names} filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
