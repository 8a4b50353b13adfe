/** @jsxImportSource @/lib/chat-widget/view */
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { extended, isNode, withChildren } from "@/lib/chat-widget/view/extend";
import type { Child, VNode } from "@/lib/chat-widget/view/jsx-runtime";
import styles from "./reactions.css";
import { createThoughts } from "./thoughts";
import { notSaved } from "./words";

/** Keeps whether an answer helped. `extend` shows at the thumbs of the panel, as it is drawn, what is kept. */
export function start(shadow: ShadowRoot, conversation: Conversation, update: () => void) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  const thoughts = createThoughts(conversation, update);
  let locale = "";

  function message(node: VNode): Child {
    const id = conversation.state().entries.find(({ key }) => key === node.key)?.id ?? "";
    const parts = [node.props.children].flat();
    return withChildren(
      node,
      parts.map((part) => (isNode(part) && part.key === "thumbs" ? thumbs(part, id) : part)),
    );
  }

  function thumbs(node: VNode, id: string): Child {
    const buttons = [node.props.children].flat().map((button) => {
      if (!isNode(button)) return button;
      const isThought = String(button.props.class).endsWith(` ${thoughts.of(id)}`);
      return { ...button, props: { ...button.props, "aria-pressed": isThought } };
    });
    const failure = thoughts.hasFailed(id) && (
      <span class="status bad" role="alert">
        {notSaved(locale)}
      </span>
    );
    return withChildren(node, [...buttons, failure]);
  }

  return {
    extend: (panel: Child): Child => {
      thoughts.look();
      if (isNode(panel)) locale = String(panel.props.lang);
      return extended(panel, { message });
    },
    think: thoughts.think,
  };
}
