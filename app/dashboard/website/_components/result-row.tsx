import { ChevronDown, ExternalLink } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { pageAddress } from "@/app/dashboard/website/_components/address";
import { shownPath } from "@/components/shown-url";
import { Badge, type Tone } from "@/components/ui/badge";
import { Td } from "@/components/ui/table";
import type { Outcome, ScrapeJobResult } from "@/lib/knowledge/readings/schema";

const tones: Record<Outcome, Tone> = {
  new: "good",
  changed: "accent",
  unchanged: "plain",
  skipped: "warn",
  failed: "bad",
};

/** What became of one page: where it is, why it wasn't read, how it compares with the reading before. */
export async function ResultRow({ siteId, result }: { siteId: string; result: ScrapeJobResult }) {
  const t = await getTranslations("reading");
  const { url, outcome, status, httpStatus, processingTimeMs, errorMessage, hashBefore, hashAfter } = result;
  const isKept = Boolean(hashAfter) || status === "success";
  const reason = errorMessage?.replace(`${url} `, "") ?? (httpStatus ? t("http", { code: httpStatus }) : null);
  return (
    <tr className="align-top hover:bg-hover">
      <Td className="w-full max-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          {isKept ? (
            <Link
              href={pageAddress(siteId, url)}
              prefetch={false}
              title={url}
              className="truncate rounded-sm hover:underline"
            >
              {shownPath(url)}
            </Link>
          ) : (
            <span title={url} className="truncate">
              {shownPath(url)}
            </span>
          )}
          <a href={url} target="_blank" rel="noreferrer" className="shrink-0 rounded-sm text-muted hover:text-ink">
            <ExternalLink aria-label={t("open", { path: shownPath(url) })} className="size-3.5" />
          </a>
        </span>
        {status !== "success" && reason ? (
          <span className="block break-words text-muted text-sm first-letter:uppercase">{reason}</span>
        ) : null}
        {!isKept && hashBefore ? <span className="block text-muted text-sm">{t("noLongerUsed")}</span> : null}
      </Td>
      <Td className="whitespace-nowrap max-md:pr-5">
        {hashBefore || hashAfter ? (
          <Hashes outcome={outcome} before={hashBefore} after={hashAfter} />
        ) : (
          <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>
        )}
      </Td>
      <Td className="text-right text-muted tabular-nums max-md:hidden">{httpStatus ?? "–"}</Td>
      <Td className="whitespace-nowrap text-right text-muted tabular-nums max-md:hidden">
        {t("facts.ms", { count: processingTimeMs })}
      </Td>
    </tr>
  );
}

type Hashed = { outcome: Outcome; before: string | null; after: string | null };

/** An outcome that opens to the fingerprints of the page's text before and after. */
async function Hashes({ outcome, before, after }: Hashed) {
  const t = await getTranslations("reading");
  return (
    <details className="group">
      <summary title={t("hash.show")} className="inline-flex list-none items-center gap-1 rounded-sm">
        <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>
        <ChevronDown aria-hidden className="size-3.5 text-faint transition-transform group-open:rotate-180" />
      </summary>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-2 text-muted text-xs leading-5">
        <dt>{t("hash.before")}</dt>
        <dd className="font-mono" title={before ?? undefined}>
          {before ? before.slice(0, 10) : t("hash.none")}
        </dd>
        <dt>{t("hash.after")}</dt>
        <dd className="font-mono" title={after ?? undefined}>
          {after ? after.slice(0, 10) : t("hash.none")}
        </dd>
      </dl>
    </details>
  );
}
