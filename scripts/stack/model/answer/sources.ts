import type { Message } from "@/scripts/stack/model/messages";

/** A passage that may be quoted; `id` is what a citation names. */
export type Source = { id: string; title: string; url: string; text: string };

const BLOCK = /<source\b([^>]*)>([\s\S]*?)<\/source>/g;
const ATTRIBUTE = /(\w+)="([^"]*)"/g;

/** Every source in the conversation: blocks in any message, and the records of tool results. Each passage once. */
export function findSources(messages: Message[]): Source[] {
  const found = messages.flatMap((message) => {
    const blocks = sourceBlocks(message.content);
    return blocks.length === 0 && message.role === "tool" ? sourceRecords(message.content) : blocks;
  });
  return found.filter((source, index) => found.findIndex(({ text }) => text === source.text) === index);
}

/** A message without its source blocks. */
export function withoutSources(text: string): string {
  return text.replace(BLOCK, "").trim();
}

function sourceBlocks(text: string): Source[] {
  return [...text.matchAll(BLOCK)].map(([, attributes = "", body = ""], index) => {
    const given = Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, decode(value ?? "")]),
    );
    return {
      id: given.id ?? String(index + 1),
      title: given.title ?? "",
      url: given.url ?? "",
      text: decode(body).trim(),
    };
  });
}

function sourceRecords(json: string): Source[] {
  const records = recordsIn(parse(json));
  return records.flatMap((record, index) => {
    const text = [record.text, record.content, record.quote].find((value) => typeof value === "string");
    if (typeof text !== "string" || !text.trim()) return [];
    const word = (key: string) => (typeof record[key] === "string" ? record[key] : "");
    return [{ id: String(record.n ?? record.id ?? index + 1), title: word("title"), url: word("url"), text }];
  });
}

/** The list of objects in a tool result, wherever it stands: the result itself or one of its fields. */
function recordsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  const list = Object.values(value).find((field) => Array.isArray(field) && field.some(isRecord));
  return list ? recordsIn(list) : [value];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
