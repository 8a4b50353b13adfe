/** @jsxImportSource @/lib/chat-widget/view */
import { type Block, parseMarkdown, type Span } from "@/lib/chat-widget/markdown/parse";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";

type Cite = (n: number) => Child;

export const outside = { target: "_blank", rel: "noopener noreferrer" };

function spanOf(span: Span, cite: Cite): Child {
  switch (span.type) {
    case "text":
      return span.text;
    case "code":
      return <code>{span.text}</code>;
    case "cite":
      return span.numbers.map(cite);
    case "link":
      return (
        <a href={span.href} {...outside}>
          {span.text}
        </a>
      );
    case "strong":
      return <strong>{spansOf(span.spans, cite)}</strong>;
    case "em":
      return <em>{spansOf(span.spans, cite)}</em>;
  }
}

const spansOf = (spans: Span[], cite: Cite): Child => spans.map((span) => spanOf(span, cite));

function blockOf(block: Block, cite: Cite): Child {
  if (block.type === "code") return <pre tabindex={0}>{block.text}</pre>;
  if (block.type !== "list") return <p class={block.type}>{spansOf(block.spans, cite)}</p>;
  const items = block.items.map((spans) => <li>{spansOf(spans, cite)}</li>);
  return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
}

/** An answer's text as elements; no part of it is ever read as HTML. */
export function Markdown({ text, cite }: { text: string; cite: Cite }) {
  return parseMarkdown(text).map((block) => blockOf(block, cite));
}
