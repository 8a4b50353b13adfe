/** @jsxImportSource @/lib/chat-widget/view */
import type { Attachment } from "@/lib/chat-widget/contract";
import type { Links } from "./links";
import { Icon } from "./tool";

type ShownProps = { files: Attachment[]; links: Links; sizeOf: (bytes: number) => string };

/** Files of a message: pictures and sound in place, the rest to be saved. Each has its size before it has come. */
export function Shown({ files, ...rest }: ShownProps) {
  return (
    <ul key="files" class="files">
      {files.map((file) => (
        <li key={file.id}>
          <File file={file} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function File({ file, links, sizeOf }: Omit<ShownProps, "files"> & { file: Attachment }) {
  const { id, name, mediaType, bytes } = file;
  const url = links.of(id);
  const again = () => links.renew(id);
  if (mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: Nobody has written down what people say.
    return <audio controls preload="metadata" src={url} aria-label={name} onerror={again} />;
  }
  const open = () => void links.open(id);
  if (mediaType.startsWith("image/")) {
    return (
      <button type="button" class="picture" aria-label={name} title={name} onclick={open}>
        {url && <img src={url} alt="" onerror={again} />}
      </button>
    );
  }
  return (
    <button type="button" class="file" title={name} onclick={open}>
      <Icon name="clip" />
      <bdi>{name}</bdi>
      <small>{sizeOf(bytes)}</small>
    </button>
  );
}
