import { MessageCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Draft } from "./assistant-form";

/** What a visitor sees first, with what is typed at this moment. */
export function Preview({ draft }: { draft: Draft }) {
  const t = useTranslations("assistant");
  const accent = /^#[0-9a-f]{6}$/.test(draft.accentColor) ? draft.accentColor : "#28584a";
  const ink = isLight(accent) ? "#1e1c19" : "#ffffff";
  return (
    <figure aria-label={t("preview")} className="sticky top-9 flex flex-col gap-3 max-lg:static">
      <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-md">
        <div className="px-4 py-3 font-semibold" style={{ background: accent, color: ink }}>
          {draft.assistantName || t("unnamed")}
        </div>
        <div className="flex min-h-48 flex-col gap-3 p-4">
          <p className="w-fit max-w-[90%] whitespace-pre-wrap break-words rounded-xl rounded-tl-sm bg-sunken px-3.5 py-2">
            {draft.greeting || t("defaultGreeting")}
          </p>
          <ul className="flex flex-wrap gap-2">
            {[...new Set(draft.suggestions.map((text) => text.trim()).filter(Boolean))].map((text) => (
              <li key={text} className="rounded-full border border-edge px-3 py-1 text-sm">
                {text}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <span
        className="ml-auto grid size-14 place-items-center rounded-full shadow-md"
        style={{ background: accent, color: ink }}
      >
        <MessageCircle aria-hidden className="size-6" />
      </span>
      <figcaption className="text-muted text-sm">{t("previewNote")}</figcaption>
    </figure>
  );
}

/** Whether dark text reads better than white on this colour (WCAG relative luminance). */
function isLight(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18;
}
