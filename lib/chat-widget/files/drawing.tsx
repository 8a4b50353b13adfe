/** @jsxImportSource @/lib/chat-widget/view */
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { fill } from "@/lib/chat-widget/i18n/words";
import type { Child, VNode } from "@/lib/chat-widget/view/jsx-runtime";
import type { Links } from "./links";
import type { Note } from "./note";
import { canRecord } from "./recorder";
import { Shown } from "./shown";
import { AttachButtons, Recorder, Waits } from "./tools";
import type { Tray } from "./tray";
import type { FileWords } from "./words";

type Parts = {
  conversation: Conversation;
  links: Links;
  tray: Tray;
  note: Note;
  /** Lets the visitor choose files. */
  pick: () => void;
  fileWords: (locale: string) => FileWords;
};

const isNode = (child: Child): child is VNode => typeof child === "object" && child !== null && "tag" in child;
const withChildren = (node: VNode, children: Child): VNode => ({ ...node, props: { ...node.props, children } });

/** Gives the panel with what shows files and lets the visitor send them. */
export function createDrawing({ conversation, links, tray, note, pick, fileWords }: Parts): (panel: Child) => Child {
  let words: FileWords;

  /** The composer with two more buttons, below what waits; while a note is recorded, the recording. */
  function composer(node: VNode): Child {
    const [field, go] = [node.props.children].flat();
    const isWaiting = tray.waiting().length > 0;
    const recording = note.recording();
    const problem = tray.problem();
    const tools = (
      <AttachButtons words={words} onAttach={pick} onRecord={canRecord() && (() => void note.begin(words.note))} />
    );
    const canGo = isNode(go) && isWaiting ? { ...go, props: { ...go.props, "aria-disabled": false } } : go;
    return [
      problem && (
        <p key="problem" class="status bad problem" role="alert">
          {fill(words[problem.word], problem)}
        </p>
      ),
      isWaiting && <Waits words={words} tray={tray} links={links} />,
      withChildren(node, recording ? <Recorder words={words} recording={recording} /> : [field, tools, canGo]),
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
    return withChildren(node, [who, <Shown files={files} links={links} />, isNamed ? null : bubble, ...rest]);
  }

  function extend(child: Child): Child {
    if (Array.isArray(child)) return child.map(extend);
    if (!isNode(child)) return child;
    const name = String(child.props.class);
    if (name === "composer") return composer(child);
    if (name.startsWith("message ")) return message(child);
    return /^(?:panel|body|scroll|messages)$/.test(name) ? withChildren(child, extend(child.props.children)) : child;
  }

  return (panel) => {
    if (isNode(panel)) words = fileWords(String(panel.props.lang));
    return extend(panel);
  };
}
