import { FileText, SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { MemberCtx } from "@/app/dashboard/_components/member-page";
import { pageAddress, withQuery } from "@/app/dashboard/website/_components/address";
import { More } from "@/app/dashboard/website/_components/more";
import { StatusFilter } from "@/app/dashboard/website/_components/status-filter";
import { SearchBox } from "@/components/search-box";
import { shownPath } from "@/components/shown-url";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import type { Page } from "@/lib/knowledge/pages/schema";
import { countPages, listPages } from "@/lib/knowledge/pages/service";

const LIMIT = 50;

type Wanted = { query: string | undefined; isGone: boolean; after: string | undefined };

/** The pages that the assistant knows, or those that are gone, with a way on to the next ones. */
export async function PageTable({ ctx, siteId, wanted }: { ctx: MemberCtx; siteId: string; wanted: Wanted }) {
  const { query, isGone, after } = wanted;
  const t = await getTranslations("website");
  const status = isGone ? "retired" : "active";
  const [{ pages, nextCursor }, gone] = await Promise.all([
    listPages(ctx, { siteId, status, limit: LIMIT, ...(query && { query }), ...(after && { cursor: after }) }),
    countPages(ctx, siteId, "retired"),
  ]);
  const path = `/dashboard/website/${siteId}`;
  const shown = { q: query, status: isGone ? "gone" : undefined };
  return (
    <>
      {pages.length > 0 || query || gone > 0 || isGone ? (
        <div className="flex flex-wrap gap-3 px-5 py-3">
          <SearchBox name="q" label={t("searchPages")} />
          {gone > 0 || isGone ? <StatusFilter gone={gone} /> : null}
        </div>
      ) : null}
      {pages.length > 0 ? (
        <Pages siteId={siteId} pages={pages} />
      ) : (
        <NoPages isSearch={Boolean(query)} isGone={isGone} />
      )}
      <More
        first={after ? { href: withQuery(path, shown), text: t("firstPages") } : undefined}
        next={nextCursor ? { href: withQuery(path, { ...shown, after: nextCursor }), text: t("morePages") } : undefined}
      />
    </>
  );
}

async function Pages({ siteId, pages }: { siteId: string; pages: Page[] }) {
  const t = await getTranslations("website");
  return (
    <Table label={t("views")}>
      <thead>
        <tr>
          <Th>{t("page")}</Th>
          <Th className="max-md:hidden">{t("language")}</Th>
          <Th className="text-right max-md:hidden">{t("passages")}</Th>
          <Th className="text-right">{t("read")}</Th>
        </tr>
      </thead>
      <tbody>
        {pages.map(({ id, url, title, language, status, passageCount, readAt }) => (
          <tr key={id} className="relative hover:bg-hover">
            <Td className="w-full max-w-0">
              <Link
                href={pageAddress(siteId, url)}
                prefetch={false}
                className="block rounded-sm after:absolute after:inset-0"
              >
                <span className="flex items-center gap-2">
                  <span dir="auto" className="truncate font-medium">
                    {title || shownPath(url)}
                  </span>
                  {status === "retired" ? <Badge>{t("retired")}</Badge> : null}
                </span>
                <span title={url} className="block truncate text-muted text-sm">
                  {shownPath(url)}
                </span>
              </Link>
            </Td>
            <Td className="text-muted uppercase max-md:hidden">{language ?? "–"}</Td>
            <Td className="text-right tabular-nums max-md:hidden">{passageCount}</Td>
            <Td className="whitespace-nowrap text-right text-muted">
              <RelativeTime at={readAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function NoPages({ isSearch, isGone }: { isSearch: boolean; isGone: boolean }) {
  const t = await getTranslations("website");
  if (isSearch) {
    return (
      <EmptyState icon={SearchX} title={t("nothingFoundTitle")}>
        {t("nothingFoundText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={FileText} title={isGone ? t("noneGoneTitle") : t("noPagesTitle")}>
      {isGone ? t("noneGoneText") : t("noPagesText")}
    </EmptyState>
  );
}
