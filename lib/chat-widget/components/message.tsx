/** @jsxImportSource @/lib/chat-widget/view */
import type { Entry } from "@/lib/chat-widget/conversation/state";
import { fill, type Words } from "@/lib/chat-widget/i18n/words";
import { withoutHalfMarks } from "@/lib/chat-widget/markdown/parse";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";
import type { Ui } from "./context";
import { Tool } from "./icon";
import { Markdown } from "./markdown";
import { SourceChip, SourceList } from "./sources";

type Made = { words: Words; card: string; child: Child };

const made = new WeakMap<Entry, Made>();

/** One thing said, by whom, and what became of it. Made again only when something in it has changed. */
export function Message({ entry, ui }: { entry: Entry; ui: Ui }): Child {
  const { words, view } = ui;
  const card = view.open.startsWith(`${entry.key}:`) ? view.open : "";
  const before = made.get(entry);
  if (before && before.words === words && before.card === card) return before.child;
  const child = draw(entry, ui);
  made.set(entry, { words, card, child });
  return child;
}

function draw(entry: Entry, ui: Ui): Child {
  const { key, role, text, author } = entry;
  if (role === "system") {
    return (
      <li key={key} class="system" dir="auto">
        {text}
      </li>
    );
  }
  const isAnswer = role === "assistant";
  return (
    <li key={key} class={`message ${role}`}>
      <span class={author ? "status" : "hidden"}>{author ?? (isAnswer ? ui.site?.assistantName : ui.words.you)}</span>
      <div class="bubble" dir="auto">
        {isAnswer ? <Answer entry={entry} ui={ui} /> : <p>{text}</p>}
      </div>
      {isAnswer && !author && entry.id && entry.state === "sent" && <Thumbs id={entry.id} ui={ui} />}
      <Status entry={entry} ui={ui} />
    </li>
  );
}

/** Whether an answer helped. What is thought of it is the matter of a part. */
function Thumbs({ id, ui: { words, parts } }: { id: string; ui: Ui }) {
  const thumb = (thought: "up" | "down") => (
    <Tool
      icon="thumb"
      label={words[thought]}
      class={`round ${thought}`}
      aria-pressed={false}
      onclick={() => parts.think(id, thought)}
    />
  );
  return (
    <div key="thumbs" class="thumbs">
      {thumb("up")}
      {thumb("down")}
    </div>
  );
}

function Answer({ entry, ui }: { entry: Entry; ui: Ui }) {
  const { key, text, state, sources } = entry;
  const isStreaming = state === "streaming";
  if (isStreaming && !text) return <Dots />;
  let chips = 0;
  const cite = (n: number) => <SourceChip n={n} source={sources[n - 1]} card={`${key}:${chips++}`} ui={ui} />;
  return (
    <>
      <Markdown text={isStreaming ? withoutHalfMarks(text) : text} cite={cite} />
      {!isStreaming && sources.length > 0 && <SourceList sources={sources} ui={ui} />}
    </>
  );
}

export function Dots() {
  return (
    <p class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </p>
  );
}

/** The hour of something said today, and the day with it of what is older. */
function timeOf(at: number, locale: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(locale, { timeStyle: "short", dateStyle: isToday ? undefined : "medium" });
}

function Status({ entry, ui }: { entry: Entry; ui: Ui }) {
  const { words, conversation } = ui;
  const { state, wait, at } = entry;
  if (state === "failed" || state === "interrupted") {
    return (
      <p class="status bad" role="alert">
        <span>
          {wait
            ? fill(words.tooMany, { when: new Intl.RelativeTimeFormat(ui.locale).format(wait, "second") })
            : words[state]}
        </span>
        <button type="button" onclick={() => conversation.retry(entry)}>
          {words.retry}
        </button>
      </p>
    );
  }
  if (state === "kept" || state === "stopped") {
    return <p class="status">{words[state]}</p>;
  }
  return <time class="status">{timeOf(at, ui.locale)}</time>;
}
