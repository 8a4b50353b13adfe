/** @jsxImportSource @/lib/chat-widget/view */
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { fill } from "@/lib/chat-widget/i18n/words";
import { type Extend, extended, isNode, withChildren } from "@/lib/chat-widget/view/extend";
import type { Child, VNode } from "@/lib/chat-widget/view/jsx-runtime";
import type { Links } from "./links";
import type { Note } from "./note";
import { Shown } from "./shown";
import type { Tray } from "./tray";
import { Waits } from "./waits";
import type { FileSpeech } from "./words";

type Parts = {
  conversation: Conversation;
  links: Links;
  tray: Tray;
  note: Note;
  speech: () => FileSpeech;
};

/** Gives the panel with what shows files and lets the visitor send them. */
export function createDrawing({ conversation, links, tray, note, speech }: Parts): Extend {
  /** The composer below what waits; while a note is recorded, the recording in its place. */
  function composer(node: VNode): Child {
    const { words, soon } = speech();
    const tools = [node.props.children].flat();
    const go = tools.pop();
    const isWaiting = tray.waiting().length > 0;
    const recorder = note.recorder(words);
    const problem = tray.problem();
    const canGo = isNode(go) && isWaiting ? { ...go, props: { ...go.props, "aria-disabled": !tray.isReady() } } : go;
    return [
      problem && (
        <p key="problem" class="status bad problem" role="alert">
          {fill(words[problem.word], { ...problem, when: soon(problem.wait) })}
        </p>
      ),
      isWaiting && <Waits words={words} tray={tray} links={links} />,
      withChildren(node, recorder ?? [...tools, canGo]),
    ];
  }

  /** A message with its files; where they are all that was sent, without the text that names them. */
  function message(node: VNode): Child {
    const entry = conversation.state().entries.find(({ key }) => key === node.key);
    const files = entry?.attachments?.length ? entry.attachments : tray.sent(String(node.key));
    if (!files) return node;
    links.want(files);
    const [who, bubble, ...rest] = [node.props.children].flat();
    const isNamed = entry?.text === files.map(({ name }) => name).join(", ");
    return withChildren(node, [
      who,
      <Shown files={files} links={links} sizeOf={speech().sizeOf} />,
      isNamed ? null : bubble,
      ...rest,
    ]);
  }

  return (panel) => extended(panel, { composer, message });
}
