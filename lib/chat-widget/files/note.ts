import type { LoadPart } from "@/lib/chat-widget/panel";
import type { Tray } from "./tray";
import type { FileWords } from "./words";

type Voice = typeof import("./voice");
export type Note = ReturnType<typeof createNote>;

/** The voice note that is being recorded, if any, by a part that is loaded with the first one. */
export function createNote({ part, tray, focus }: { part: LoadPart; tray: Tray; focus(): void }, onChange: () => void) {
  let voice: Voice | undefined;
  let recording: Awaited<ReturnType<Voice["record"]>> | undefined;
  let isBeginning = false;

  /** The sound, called `name` and how long it is, waits to be sent. */
  function end(name: string, sound: Blob | undefined) {
    const { seconds = 0 } = recording ?? {};
    recording = undefined;
    if (sound) tray.add([new File([sound], `${name} ${seconds} s`, { type: sound.type })]);
    onChange();
    setTimeout(focus); // Once the field is there again.
  }

  return {
    /** What stands in the composer while it is recorded. */
    recorder: (words: FileWords) => recording && voice?.Recorder({ words, recording }),
    /** Records until the visitor ends it. */
    begin: async (name: string) => {
      if (isBeginning) return;
      isBeginning = true;
      try {
        voice = await part<Voice>("voice");
        recording = await voice.record(onChange, (sound) => end(name, sound));
      } catch (error) {
        tray.complain(error instanceof DOMException ? "silent" : "offline");
      }
      isBeginning = false;
    },
  };
}
