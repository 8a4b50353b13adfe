import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { tv } from "tailwind-variants";

const noticeStyles = tv({
  base: "flex gap-2.5 rounded-md border p-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  variants: {
    tone: {
      plain: "border-line bg-sunken text-ink [&>svg]:text-muted",
      good: "border-good/25 bg-good-soft text-good",
      warn: "border-warn/25 bg-warn-soft text-warn",
      bad: "border-bad/25 bg-bad-soft text-bad",
    },
  },
});

const icons = { plain: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

/** A sentence or two that belong to the page rather than to one field. Bad news is announced. */
export function Notice({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={noticeStyles({ tone })}>
      <Icon aria-hidden />
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}
