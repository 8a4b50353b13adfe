import { z } from "zod";
import { detectLanguage } from "@/lib/conversations/detect-language";
import type { RecentChat } from "@/lib/conversations/history";
import { knowledgeOperations } from "@/lib/knowledge/operations";
import { findPassagesOnce, findWholePassages } from "@/lib/knowledge/search/find-passages";
import { type Passage, SearchResult } from "@/lib/knowledge/search/schema";
import type { Ctx } from "@/lib/platform/context";
import { callTool, describeTools } from "@/lib/platform/llm/tools";
import { base, type Ground, groundOn } from "./grounding";
import type { RequestedCall } from "./model";
import { wordsOf } from "./words";

const PASSAGES = 8;
/** How many are looked at, for some are in a language that the answer has no use for. */
const FOUND = 12;
/** A message of so few words may lean on the question before it. */
const FEW_WORDS = 5;
/** Below this, the best passage says too little of what was asked. */
const STRONG = 0.6;

/** The passages that an answer may stand on, and the check that it does. */
export type Evidence = { passages: Passage[]; ground: Ground; question: string };

/**
 * The passages for a message; those for the question before it too, when the message is too short to stand alone.
 * `languages` are those that an answer may stand on: the visitor's, and the site's own.
 */
export async function findEvidence(
  ctx: Ctx,
  message: string,
  chat: Promise<RecentChat>,
  languages: readonly string[],
): Promise<Evidence> {
  const own = findWholePassages(ctx, message, FOUND);
  if (wordsOf(message).length > FEW_WORDS) return evidenceOf(readable(await own, languages), message);
  const withTheOneBefore = chat.then(({ messages }) => {
    const before = messages.findLast(({ role }) => role === "user");
    return before && `${before.content}\n${message}`;
  });
  const together = findPassagesOnce(ctx, withTheOneBefore, FOUND);
  const [question, alone, more] = await Promise.all([withTheOneBefore, own, together]);
  if (question === undefined) return evidenceOf(readable(alone, languages), message);
  return evidenceOf(readable(merge(more, alone), languages), question);
}

/** The best passages in these languages; all of them, where none is. */
function readable(passages: Passage[], languages: readonly string[]): Passage[] {
  const known = languages.map(base);
  const isReadable = ({ text }: Passage) => {
    const language = detectLanguage(text);
    return language === null || known.includes(base(language));
  };
  // One after the other, for the rest need not be looked at.
  const fitting = passages.values().filter(isReadable).take(PASSAGES).toArray();
  return fitting.length > 0 ? fitting : passages.slice(0, PASSAGES);
}

export function evidenceOf(passages: Passage[], question: string): Evidence {
  const known = new Map<string, string | null>();
  const speaks = (text: string) => {
    if (!known.has(text)) known.set(text, detectLanguage(text));
    return known.get(text) ?? null;
  };
  return { passages, question, ground: groundOn(passages, question, speaks) };
}

/** Whether none of the passages says much of what was asked, so that another search may help. */
export const isWeak = (evidence: Evidence): boolean => relevant(evidence, STRONG).length === 0;

/** The places of the passages that hold at least `enough` of the question's words. */
export function relevant({ passages, ground, question }: Evidence, enough: number): number[] {
  return passages.map((_, index) => index).filter((index) => ground.support(question, [index]) >= enough);
}

const searchOperations = knowledgeOperations.filter(({ name }) => name === "search");

export const searchTools = (ctx: Ctx) => describeTools(searchOperations, ctx);

/** Runs a search that the model asked for: the passages that are new, or in words why there are none. */
export async function search(ctx: Ctx, { name, arguments: args }: RequestedCall, known: readonly Passage[]) {
  const said = await callTool(searchOperations, ctx, name, args);
  const found = z.object({ results: z.array(SearchResult) }).safeParse(JSON.parse(said));
  if (!found.success) return { fresh: [], said };
  const fresh = found.data.results.filter((passage) => !known.some((other) => isSame(passage, other)));
  return { fresh, said: fresh.length > 0 ? undefined : "Nothing new was found." };
}

/** Both lists in turns, each passage once. */
function merge(one: Passage[], other: Passage[]): Passage[] {
  const inTurns = one.flatMap((passage, index) => [passage, ...(other[index] ? [other[index]] : [])]);
  const all = [...inTurns, ...other.slice(one.length)];
  return all.filter((passage, index) => all.findIndex((first) => isSame(first, passage)) === index);
}

const isSame = (a: Passage, b: Passage) => a.url === b.url && a.text === b.text;
