import { getTranslations } from "next-intl/server";
import { Card, CardHeader } from "@/components/ui/card";
import type { DocumentDetail } from "@/lib/knowledge/documents/schema";

/** A document's passages as the assistant quotes them, with the headings they stand under. */
export async function Passages({ document }: { document: DocumentDetail }) {
  const t = await getTranslations("documents");
  const { passages, passageCount: count, title } = document;
  if (count === 0) return null;
  const note =
    passages.length < count ? t("firstPassages", { shown: passages.length, count }) : t("passages", { count });
  return (
    <Card>
      <CardHeader title={t("quotes")} note={note} />
      <ol>
        {passages.map(({ headingPath, text }, index) => {
          const headings = headingPath[0] === title ? headingPath.slice(1) : headingPath;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a passage is known by its place alone.
            <li key={index} className="border-line border-t px-5 py-4">
              {headings.length > 0 ? (
                <p dir="auto" className="mb-1 truncate font-medium text-muted text-sm">
                  {headings.join(" › ")}
                </p>
              ) : null}
              {/* The direction is set around it, so that it begins where its text does. */}
              <div dir="auto">
                <p className="max-w-prose whitespace-pre-line break-words leading-6">{text}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
