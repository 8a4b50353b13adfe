import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { PanelOptions } from "@/lib/chat-widget/panel";
import { isNode } from "@/lib/chat-widget/view/extend";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";
import { createDrawing } from "./drawing";
import styles from "./files.css";
import { inviteDrop, takeSending } from "./intake";
import { createLinks } from "./links";
import { createNote } from "./note";
import { createTray } from "./tray";
import type { FileSpeech } from "./words";

/** Lets the visitor send files and voice notes. `extend` adds to the panel, as it is drawn, what shows them. */
export function start(
  { shadow, place, base, part, speech: { locale } }: PanelOptions,
  conversation: Conversation,
  update: () => void,
  speechOf: (locale: string) => FileSpeech,
) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  const links = createLinks(conversation.session, update);
  const tray = createTray({ base, part, conversation, links }, update);
  const focus = () => place.querySelector("textarea")?.focus();
  const note = createNote({ part, tray, focus }, update);
  inviteDrop(place);
  takeSending(place, tray);
  let speech = speechOf(locale);
  const draw = createDrawing({ conversation, links, tray, note, speech: () => speech });
  return {
    extend: (panel: Child): Child => {
      if (isNode(panel)) speech = speechOf(String(panel.props.lang));
      return draw(panel);
    },
    add: tray.add,
    record: () => note.begin(speech.words.note),
  };
}
