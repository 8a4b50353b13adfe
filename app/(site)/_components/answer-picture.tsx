import { getTranslations } from "next-intl/server";

/** The demo's widget as it answers: the words are those of the demo site's opening hours. */
export async function AnswerPicture() {
  const t = await getTranslations("site.picture");
  return (
    <figure className="overflow-hidden rounded-xl border border-line bg-surface shadow-lg">
      <div className="border-line border-b px-4 py-3 font-medium">{t("name")}</div>
      <div className="flex flex-col gap-3 p-4">
        <p className="ml-auto max-w-[80%] rounded-xl bg-accent px-3.5 py-2 text-white">{t("question")}</p>
        <p className="max-w-[90%] rounded-xl bg-sunken px-3.5 py-2">
          {t("answer")} <Chip />
        </p>
        <div className="ml-1 flex gap-2.5 rounded-lg border border-line p-3 text-sm">
          <Chip />
          <div>
            <p className="font-medium">{t("sourceTitle")}</p>
            <p className="mt-0.5 text-muted">{t("sourceQuote")}</p>
          </div>
        </div>
      </div>
      <figcaption className="border-line border-t bg-sunken px-4 py-2.5 text-muted text-sm">{t("caption")}</figcaption>
    </figure>
  );
}

const Chip = () => (
  <span className="inline-grid size-4.5 shrink-0 place-items-center rounded-sm bg-accent-soft align-text-bottom font-semibold text-accent-ink text-xs tabular-nums">
    1
  </span>
);
