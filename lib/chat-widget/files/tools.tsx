/** @jsxImportSource @/lib/chat-widget/view */
import { fill } from "@/lib/chat-widget/i18n/words";
import type { Links } from "./links";
import type { Recording } from "./recorder";
import type { Tray } from "./tray";
import type { FileWords } from "./words";

/** Lucide outlines, 24 px grid. */
const paths = {
  clip: "m21.4 11-9.2 9.2a6 6 0 0 1-8.5-8.5l8.6-8.5a4 4 0 1 1 5.6 5.7l-8.6 8.5a2 2 0 0 1-2.8-2.8l8.5-8.5",
  mic: "M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3zM19 10v2a7 7 0 0 1-14 0v-2M12 19v3",
  close: "M18 6 6 18M6 6l12 12",
  check: "M20 6 9 17l-5-5",
};

function Tool({ icon, label, onclick }: { icon: keyof typeof paths; label: string; onclick: () => void }) {
  return (
    <button key={icon} type="button" class="round tool" aria-label={label} title={label} onclick={onclick}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={paths[icon]} />
      </svg>
    </button>
  );
}

type ButtonProps = { words: FileWords; onAttach: () => void; onRecord: false | (() => void) };

export function AttachButtons({ words, onAttach, onRecord }: ButtonProps) {
  return (
    <>
      <Tool icon="clip" label={words.attach} onclick={onAttach} />
      {onRecord && <Tool icon="mic" label={words.record} onclick={onRecord} />}
    </>
  );
}

/** What stands in the composer while a note is recorded. */
export function Recorder({ words, recording }: { words: FileWords; recording: Recording }) {
  const { seconds, level } = recording;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <div key="recorder" class="recorder">
      <Tool icon="close" label={words.cancel} onclick={recording.cancel} />
      <meter aria-hidden="true" value={level} />
      <time>{time}</time>
      <Tool icon="check" label={words.finish} onclick={recording.finish} />
    </div>
  );
}

/** Files that go with the next message. */
export function Waits({ words, tray, links }: { words: FileWords; tray: Tray; links: Links }) {
  return (
    <ul key="waits" class="waits">
      {tray.waiting().map((item) => {
        const { name, part, file } = item;
        const url = file?.mediaType.startsWith("image/") && links.of(file.id);
        return (
          <li>
            {url && <img src={url} alt="" />}
            <bdi>{name}</bdi>
            {!file && <progress aria-label={name} value={part} />}
            <Tool icon="close" label={fill(words.remove, { name })} onclick={() => tray.remove(item)} />
          </li>
        );
      })}
    </ul>
  );
}
