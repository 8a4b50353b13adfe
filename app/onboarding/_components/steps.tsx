import { Check } from "lucide-react";
import { getTranslations } from "next-intl/server";

const steps = ["name", "read", "install"] as const;

/** Where in the three steps a new user is. */
export async function Steps({ current }: { current: (typeof steps)[number] }) {
  const t = await getTranslations("onboarding.steps");
  const here = steps.indexOf(current);
  return (
    <ol aria-label={t("label")} className="mb-8 flex gap-2">
      {steps.map((step, index) => (
        <li key={step} aria-current={index === here ? "step" : undefined} className="flex-1">
          <span className={`block h-1 rounded-full ${index <= here ? "bg-accent" : "bg-line"}`} />
          <span
            className={`mt-2 flex items-center gap-1.5 font-medium text-sm ${index === here ? "text-ink" : "text-muted"}`}
          >
            {index < here ? <Check aria-hidden className="size-3.5" /> : null}
            {t(step)}
          </span>
        </li>
      ))}
    </ol>
  );
}
