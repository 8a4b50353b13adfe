import type { Conversation } from "./conversation/conversation";
import { start as startFiles } from "./files/files";
import { followViewport } from "./frame";
import type { PanelOptions } from "./panel";
import type { Extend } from "./view/extend";

type Reacting = typeof import("./reactions/reactions");

/**
 * What the panel gets once it is drawn: room for the keyboard of a phone, files, and signs of what the visitor thinks,
 * which come with the first answer. Without it the chat goes on as it is.
 */
export function start(options: PanelOptions, conversation: Conversation, update: () => void): Extend {
  const { shadow, part } = options;
  followViewport(shadow);
  const withFiles = startFiles(options, conversation, update);
  let withReactions: Extend = (panel) => panel;
  let isLoading = false;

  function look() {
    if (isLoading || !conversation.state().entries.some(({ role, id }) => id && role === "assistant")) return;
    isLoading = true;
    part<Reacting>("reactions").then(
      (reacting) => {
        withReactions = reacting.start(shadow, conversation, update);
        update();
      },
      () => undefined,
    );
  }

  return (panel) => {
    look();
    return withReactions(withFiles(panel));
  };
}
