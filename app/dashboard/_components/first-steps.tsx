import { Circle, CircleCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";

type Steps = { website: boolean; install: boolean; conversation: boolean };

const hrefs = {
  website: "/dashboard/website",
  install: "/dashboard/install",
  conversation: "/dashboard/install",
} as const;

/** What is left to do until visitors are answered; gone when all is done. */
export async function FirstSteps({ steps }: { steps: Steps }) {
  const t = await getTranslations("overview.steps");
  const names = Object.keys(hrefs) as (keyof Steps)[];
  const next = names.find((name) => !steps[name]);
  return (
    <Card className="mb-6">
      <CardHeader title={t("title")} />
      <ol>
        {names.map((name) => {
          const Icon = steps[name] ? CircleCheck : Circle;
          return (
            <li key={name} className="flex flex-wrap items-center gap-3 border-line border-t px-5 py-3">
              <Icon
                aria-hidden
                className={`size-5 shrink-0 ${steps[name] ? "text-good" : "text-faint"}`}
                strokeWidth={1.75}
              />
              <div className="min-w-0 flex-1 basis-52">
                <p className={steps[name] ? "text-muted" : "font-medium"}>
                  {t(`${name}.title`)}
                  {steps[name] ? <span className="sr-only">{t("done")}</span> : null}
                </p>
                {name === next ? <p className="text-muted text-sm">{t(`${name}.text`)}</p> : null}
              </div>
              {name === next ? (
                <ButtonLink look="primary" href={hrefs[name]}>
                  {t(`${name}.action`)}
                </ButtonLink>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
