import { Paperclip } from "lucide-react";
import { getFormatter } from "next-intl/server";
import type { Attachment } from "@/lib/conversations/attachments/schema";

/** Files of a message: pictures and sound in place, the rest to be saved. */
export async function Attachments({ files }: { files: Attachment[] }) {
  const format = await getFormatter();
  if (files.length === 0) return null;
  return (
    <ul className="flex max-w-full flex-wrap gap-2">
      {files.map(({ id, name, mediaType, bytes }) => (
        <li key={id} className="min-w-0">
          <File
            url={`/api/attachments?id=${id}`}
            name={name}
            mediaType={mediaType}
            size={format.number(Math.ceil(bytes / 1024), { style: "unit", unit: "kilobyte", unitDisplay: "short" })}
          />
        </li>
      ))}
    </ul>
  );
}

function File({ url, name, mediaType, size }: { url: string; name: string; mediaType: string; size: string }) {
  if (mediaType.startsWith("audio/")) {
    // biome-ignore lint/a11y/useMediaCaption: Nobody has written down what people say.
    return <audio controls preload="metadata" src={url} aria-label={name} className="max-w-full" />;
  }
  const isPicture = mediaType.startsWith("image/");
  return (
    <a href={url} target="_blank" rel="noreferrer" className="block rounded-md border border-line hover:border-muted">
      {isPicture ? (
        // biome-ignore lint/performance/noImgElement: The optimiser would ask without the member's cookie.
        <img src={url} alt={name} loading="lazy" className="max-h-60 max-w-60 rounded-md" />
      ) : (
        <span className="flex items-center gap-2 px-3 py-2 text-sm">
          <Paperclip aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="truncate">{name}</span>
          <span className="text-muted tabular-nums">{size}</span>
        </span>
      )}
    </a>
  );
}
