import type { Quote as Parts } from "@/app/dashboard/website/_components/passage";
import type { Quote } from "@/lib/knowledge/search/schema";

/** A passage in parts, those marked in which the words of the question stand, as far as its quote says. */
export function marked(text: string, { text: quoted, marks }: Quote): Parts {
  const begin = text.indexOf(quoted);
  const [whole, shift] = begin < 0 ? [quoted, 0] : [text, begin];
  const parts: Parts = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push({ text: whole.slice(at, start + shift), isFound: false });
    parts.push({ text: whole.slice(start + shift, end + shift), isFound: true });
    at = end + shift;
  }
  return [...parts, { text: whole.slice(at), isFound: false }].filter((part) => part.text !== "");
}
