import { Download, Paperclip } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import type { Attachment } from "@/lib/conversations/attachments/schema";

type AttachmentsProps = {
  files: Attachment[];
  /** Whether the message stands at the end of the line. */
  isAtEnd: boolean;
};

/** Files of a message: pictures and sound in place, the rest to be saved. */
export function Attachments({ files, isAtEnd }: AttachmentsProps) {
  if (files.length === 0) return null;
  return (
    <ul className={`flex max-w-full flex-wrap gap-2 ${isAtEnd ? "justify-end" : ""}`}>
      {files.map((file) => (
        <li key={file.id} className={`min-w-0 max-w-full ${file.mediaType.startsWith("image/") ? "-order-1" : ""}`}>
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

const box = "block max-w-full overflow-hidden rounded-lg border border-line transition-colors hover:border-muted";

function File({ file }: { file: Attachment }) {
  const { id, name, mediaType } = file;
  const url = `/api/attachments?id=${id}`;
  if (mediaType.startsWith("audio/")) return <Sound url={url} name={name} />;
  if (mediaType.startsWith("image/")) {
    return (
      <a href={url} target="_blank" rel="noreferrer" title={name} className={box}>
        {/* biome-ignore lint/performance/noImgElement: The optimiser would ask without the member's cookie. */}
        <img src={url} alt={name} className="h-44 min-w-24 max-w-full bg-sunken object-cover" />
      </a>
    );
  }
  return (
    <a href={url} download={name} title={name} className={box}>
      <span className="flex items-center gap-2 px-3 py-2 text-sm">
        <Paperclip aria-hidden className="size-4 shrink-0 text-muted" />
        <bdi className="truncate">{name}</bdi>
        <Size bytes={file.bytes} />
      </span>
    </a>
  );
}

async function Sound({ url, name }: { url: string; name: string }) {
  const t = await getTranslations("conversations");
  return (
    <span className="flex items-center gap-1">
      {/* biome-ignore lint/a11y/useMediaCaption: Nobody has written down what people say. */}
      <audio controls preload="metadata" src={url} aria-label={name} className="h-11 w-72 min-w-0" />
      <a
        href={url}
        download={name}
        aria-label={t("download", { name })}
        title={t("download", { name })}
        className="grid size-8 shrink-0 place-items-center rounded-full text-muted transition-colors hover:bg-hover hover:text-ink"
      >
        <Download aria-hidden className="size-4" />
      </a>
    </span>
  );
}

async function Size({ bytes }: { bytes: number }) {
  const format = await getFormatter();
  const [size, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return (
    <span className="shrink-0 whitespace-nowrap text-muted tabular-nums">
      {format.number(size, { style: "unit", unit, maximumSignificantDigits: 2 })}
    </span>
  );
}
