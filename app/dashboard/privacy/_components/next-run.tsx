import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { RetentionPreview } from "@/lib/conversations/retention-setting";

type Props = { preview: RetentionPreview | null | undefined; isSaved: boolean };

/** What the next run deletes, or would, if the days were saved as they stand. */
export function NextRun({ preview, isSaved }: Props) {
  const t = useTranslations("privacy");
  if (preview === null) return null;
  if (!preview) return <Notice tone="plain">{t("counting")}</Notice>;
  const { conversations, messages, oldest, kept } = preview;
  if (conversations === 0) return <Notice tone="plain">{t("nothingGoes", { kept })}</Notice>;
  return (
    <Notice tone={isSaved ? "plain" : "warn"}>
      <p>
        {t(isSaved ? "goes" : "wouldGo", { conversations })} {t("withMessages", { messages, kept })}
      </p>
      {oldest ? (
        <p className="mt-1">{t.rich("oldest", { time: () => <RelativeTime key="time" at={oldest} /> })}</p>
      ) : null}
    </Notice>
  );
}
