import { FileText, MessageCircleQuestion, PenLine } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { Badge, type Tone } from "@/components/ui/badge";
import type { Document, DocumentKind, DocumentStatus } from "@/lib/knowledge/documents/schema";

const icons = { file: FileText, text: PenLine, qa: MessageCircleQuestion };

export function DocumentIcon({ kind }: { kind: DocumentKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />;
}

const tones: Record<DocumentStatus, Tone> = {
  uploading: "plain",
  waiting: "plain",
  reading: "accent",
  ready: "good",
  failed: "bad",
};

export async function StatusBadge({ status }: { status: DocumentStatus }) {
  const t = await getTranslations("documents");
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** How large a file or text is, after a dot; the length of an answer is of no use to anyone. */
export async function DocumentSize({ document: { kind, bytes } }: { document: Pick<Document, "kind" | "bytes"> }) {
  const format = await getFormatter();
  if (kind === "qa") return null;
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const size = format.number(bytes / 1000 ** power, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 2 ? 1 : 0,
  });
  return <> · {size}</>;
}
