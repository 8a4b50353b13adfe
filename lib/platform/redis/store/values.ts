import { SortedSetValue } from "./sorted-set";

export class StringValue {
  readonly type = "string";
  text: string;

  constructor(text = "") {
    this.text = text;
  }

  get bytes() {
    return this.text.length;
  }
}

/** Each element's own cost beside its text, about. */
const ELEMENT_BYTES = 64;

export class HashValue extends Map<string, string> {
  readonly type = "hash";
  bytes = 0;

  override set(field: string, value: string) {
    this.bytes += value.length - (this.get(field)?.length ?? -field.length - ELEMENT_BYTES);
    return super.set(field, value);
  }

  override delete(field: string) {
    const value = this.get(field);
    if (value === undefined) return false;
    this.bytes -= field.length + value.length + ELEMENT_BYTES;
    return super.delete(field);
  }
}

export class SetValue extends Set<string> {
  readonly type = "set";
  bytes = 0;

  override add(member: string) {
    if (!this.has(member)) this.bytes += member.length + ELEMENT_BYTES;
    return super.add(member);
  }

  override delete(member: string) {
    if (this.has(member)) this.bytes -= member.length + ELEMENT_BYTES;
    return super.delete(member);
  }
}

export class ListValue {
  readonly type = "list";
  readonly #items: string[] = [];
  bytes = 0;

  get items(): readonly string[] {
    return this.#items;
  }

  get size() {
    return this.#items.length;
  }

  /** The only way to change a list, so that its size is always known. */
  splice(start: number, deleteCount: number, added: readonly string[] = []): string[] {
    const removed = this.#replace(start, deleteCount, added);
    for (const item of added) this.bytes += item.length + ELEMENT_BYTES;
    for (const item of removed) this.bytes -= item.length + ELEMENT_BYTES;
    return removed;
  }

  #replace(start: number, deleteCount: number, added: readonly string[]): string[] {
    if (start > 0 || deleteCount > 0) return this.#items.splice(start, deleteCount, ...added);
    // Ten times as fast as splice at the head of a long list.
    this.#items.unshift(...added);
    return [];
  }
}

export type Value = StringValue | HashValue | ListValue | SetValue | SortedSetValue;

/** A value as JSON keeps it. */
export type Dump = { type: Value["type"]; content: unknown };

export function dump(value: Value): Dump {
  switch (value.type) {
    case "string":
      return { type: value.type, content: value.text };
    case "list":
      return { type: value.type, content: value.items };
    case "zset":
      return { type: value.type, content: value.ordered.map(({ member, score }) => [member, String(score)]) };
    case "hash":
    case "set":
      return { type: value.type, content: [...value] };
  }
}

export function restore({ type, content }: Dump): Value {
  if (type === "string") return new StringValue(String(content));
  const value = newCollection(type);
  for (const item of content as (string | [string, string])[]) addTo(value, item);
  return value;
}

function newCollection(type: Exclude<Value["type"], "string">) {
  const kinds = { hash: HashValue, set: SetValue, list: ListValue, zset: SortedSetValue };
  return new kinds[type]();
}

function addTo(value: Exclude<Value, StringValue>, item: string | [string, string]) {
  const [first, second] = typeof item === "string" ? [item, ""] : item;
  if (value.type === "hash") value.set(first, second);
  else if (value.type === "zset") value.set(first, Number(second));
  else if (value.type === "set") value.add(first);
  else value.splice(value.size, 0, [first]);
}
