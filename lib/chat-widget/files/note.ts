import { type Recording, record } from "./recorder";
import type { Tray } from "./tray";

export type Note = ReturnType<typeof createNote>;

/** The voice note that is being recorded, if any. */
export function createNote(tray: Tray, onChange: () => void) {
  let recording: Recording | undefined;
  return {
    recording: () => recording,
    /** Records until the visitor ends it; the sound, called `name` and how long it is, then waits to be sent. */
    begin: async (name: string) => {
      try {
        recording = await record(onChange, (sound) => {
          const { seconds = 0 } = recording ?? {};
          recording = undefined;
          if (sound) tray.add([new File([sound], `${name} ${seconds} s`, { type: sound.type })]);
          onChange();
        });
      } catch {
        tray.complain("silent");
      }
    },
  };
}
