/** @jsxImportSource @/lib/chat-widget/view */
import type { Attachment } from "@/lib/chat-widget/contract";
import type { Links } from "./links";

/** Files of a message: pictures and sound in place, the rest to be saved. */
export function Shown({ files, links }: { files: Attachment[]; links: Links }) {
  return (
    <ul key="files" class="files">
      {files.map((file) => (
        <li key={file.id}>
          <File file={file} links={links} />
        </li>
      ))}
    </ul>
  );
}

function File({ file: { id, name, mediaType }, links }: { file: Attachment; links: Links }) {
  const url = links.of(id);
  const again = () => void links.renew(id);
  if (url && mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: Nobody has written down what people say.
    return <audio controls preload="metadata" src={url} aria-label={name} onerror={again} />;
  }
  return (
    <button type="button" class="file" aria-label={name} onclick={() => void links.open(id)}>
      {url && mediaType.startsWith("image/") ? <img src={url} alt="" /> : <bdi>{name}</bdi>}
    </button>
  );
}
