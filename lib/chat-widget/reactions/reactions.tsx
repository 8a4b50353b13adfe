/** @jsxImportSource @/lib/chat-widget/view */
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { type Extend, extended, isNode, withChildren } from "@/lib/chat-widget/view/extend";
import type { VNode } from "@/lib/chat-widget/view/jsx-runtime";
import styles from "./reactions.css";
import { createThoughts, type Thought, type Thoughts } from "./thoughts";
import { type ReactionWords, reactionWords } from "./words";

/** Lucide's thumb; the other one is the same upside down. */
const THUMB =
  "M7 10v12M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z";

/** Lets the visitor say whether an answer helped. Gives what adds that to the panel. */
export function start(shadow: ShadowRoot, conversation: Conversation, update: () => void): Extend {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  const thoughts = createThoughts(conversation, update);
  let words = reactionWords("en");

  const message = (node: VNode) => {
    const entry = conversation.state().entries.find(({ key }) => key === node.key);
    if (!entry?.id || entry.author || entry.role !== "assistant" || entry.state !== "sent") return node;
    const [who, bubble, ...rest] = [node.props.children].flat();
    return withChildren(node, [who, bubble, <Thumbs id={entry.id} words={words} thoughts={thoughts} />, ...rest]);
  };

  return (panel) => {
    thoughts.look();
    if (isNode(panel)) words = reactionWords(String(panel.props.lang));
    return extended(panel, { message });
  };
}

type ThumbsProps = { id: string; words: ReactionWords; thoughts: Thoughts };

function Thumbs({ id, words, thoughts }: ThumbsProps) {
  const thumb = (thought: Thought) => (
    <button
      type="button"
      class={`round ${thought}`}
      aria-pressed={thoughts.of(id) === thought}
      aria-label={words[thought]}
      title={words[thought]}
      onclick={() => void thoughts.think(id, thought)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={THUMB} />
      </svg>
    </button>
  );
  return (
    <div key="thumbs" class="thumbs">
      {thumb("up")}
      {thumb("down")}
      {thoughts.hasFailed(id) && (
        <span class="status bad" role="alert">
          {words.failed}
        </span>
      )}
    </div>
  );
}
