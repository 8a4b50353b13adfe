/** @jsxImportSource @/lib/chat-widget/view */
import { fill } from "@/lib/chat-widget/i18n/words";
import type { Links } from "./links";
import { Tool } from "./tool";
import type { Tray, Waiting } from "./tray";
import type { FileWords } from "./words";

/** Files that go with the next message, to be looked at and listened to before. */
export function Waits({ words, tray, links }: { words: FileWords; tray: Tray; links: Links }) {
  return (
    <ul key="waits" class="waits">
      {tray.waiting().map((item) => (
        <li>
          <Preview item={item} links={links} />
          <Tool icon="close" label={fill(words.remove, { name: item.name })} onclick={() => tray.remove(item)} />
        </li>
      ))}
    </ul>
  );
}

function Preview({ item: { name, part, file }, links }: { item: Waiting; links: Links }) {
  const url = file && links.of(file.id);
  if (file?.mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: Nobody has written down what people say.
    return <audio controls src={url} aria-label={name} />;
  }
  return (
    <>
      {file?.mediaType.startsWith("image/") && <img src={url} alt="" />}
      <bdi>{name}</bdi>
      {!file && <progress aria-label={name} value={part} />}
    </>
  );
}
