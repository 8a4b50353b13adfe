/** @jsxImportSource @/lib/chat-widget/view */
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { fill } from "@/lib/chat-widget/i18n/words";
import { type Extend, extended, isNode, withChildren } from "@/lib/chat-widget/view/extend";
import type { Child, VNode } from "@/lib/chat-widget/view/jsx-runtime";
import type { Links } from "./links";
import { canRecord, type Note } from "./note";
import { Shown } from "./shown";
import { AttachButtons, Waits } from "./tools";
import type { Tray } from "./tray";
import type { FileSpeech } from "./words";

type Parts = {
  conversation: Conversation;
  links: Links;
  tray: Tray;
  note: Note;
  /** Lets the visitor choose files. */
  pick: () => void;
  speechOf: (locale: string) => FileSpeech;
};

/** Gives the panel with what shows files and lets the visitor send them. */
export function createDrawing({ conversation, links, tray, note, pick, speechOf }: Parts): Extend {
  let speech: FileSpeech;

  /** The composer with two more buttons, below what waits; while a note is recorded, the recording. */
  function composer(node: VNode): Child {
    const { words, soon } = speech;
    const [field, go] = [node.props.children].flat();
    const isWaiting = tray.waiting().length > 0;
    const recorder = note.recorder(words);
    const problem = tray.problem();
    const tools = (
      <AttachButtons words={words} onAttach={pick} onRecord={canRecord() && (() => void note.begin(words.note))} />
    );
    const canGo = isNode(go) && isWaiting ? { ...go, props: { ...go.props, "aria-disabled": !tray.isReady() } } : go;
    return [
      problem && (
        <p key="problem" class="status bad problem" role="alert">
          {fill(words[problem.word], { ...problem, when: soon(problem.wait) })}
        </p>
      ),
      isWaiting && <Waits words={words} tray={tray} links={links} />,
      withChildren(node, recorder ?? [field, tools, canGo]),
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
      <Shown files={files} links={links} sizeOf={speech.sizeOf} />,
      isNamed ? null : bubble,
      ...rest,
    ]);
  }

  return (panel) => {
    if (isNode(panel)) speech = speechOf(String(panel.props.lang));
    return extended(panel, { composer, message });
  };
}
