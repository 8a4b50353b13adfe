import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { PanelOptions } from "@/lib/chat-widget/panel";
import type { Extend } from "@/lib/chat-widget/view/extend";
import { createDrawing } from "./drawing";
import styles from "./files.css";
import { takeFiles, takeSending } from "./intake";
import { createLinks } from "./links";
import { createNote } from "./note";
import { createTray } from "./tray";

type Dictionary = typeof import("./words");

/** Lets the visitor send files and voice notes. Gives what adds to the panel, as it is drawn, what shows them. */
export function start(
  { shadow, place, base, part }: PanelOptions,
  conversation: Conversation,
  update: () => void,
): Extend {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets.push(sheet);
  const links = createLinks(conversation.session, update);
  const tray = createTray({ base, part, conversation, links }, update);
  const focus = () => place.querySelector("textarea")?.focus();
  const note = createNote({ part, tray, focus }, update);
  const pick = takeFiles(place, tray);
  takeSending(place, tray);
  let draw: Extend = (panel) => panel;
  part<Dictionary>("files-words").then(
    ({ speechOf }) => {
      draw = createDrawing({ conversation, links, tray, note, pick, speechOf });
      update();
    },
    () => undefined, // Without its words the panel goes on as it was.
  );
  return (panel) => draw(panel);
}
