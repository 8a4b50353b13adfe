import { FileText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { MemberCtx } from "@/app/dashboard/_components/member-page";
import { shownPath } from "@/components/shown-url";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { listPages } from "@/lib/knowledge/pages/service";

const LIMIT = 50;

/** The pages that the assistant knows, with a way on to the next ones. */
export async function PageTable({ ctx, siteId, after }: { ctx: MemberCtx; siteId: string; after: string | undefined }) {
  const t = await getTranslations("website");
  const { pages, nextCursor } = await listPages(ctx, { siteId, limit: LIMIT, ...(after && { cursor: after }) });
  if (pages.length === 0) {
    return (
      <EmptyState icon={FileText} title={t("noPagesTitle")}>
        {t("noPagesText")}
      </EmptyState>
    );
  }
  const path = `/dashboard/website/${siteId}` as const;
  return (
    <>
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
            <tr key={id} className="hover:bg-hover">
              <Td className="max-w-0 w-full">
                <a href={url} target="_blank" rel="noreferrer" className="block rounded-sm">
                  <span className="flex items-center gap-2">
                    <span className="truncate font-medium">{title || shownPath(url)}</span>
                    {status === "retired" ? <Badge>{t("retired")}</Badge> : null}
                  </span>
                  <span className="block truncate text-muted text-sm">{shownPath(url)}</span>
                </a>
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
      {after || nextCursor ? (
        <div className="flex justify-between gap-3 p-3">
          {after ? <ButtonLink href={path}>{t("firstPages")}</ButtonLink> : <span />}
          {nextCursor ? (
            <ButtonLink href={`${path}?${new URLSearchParams({ after: nextCursor })}`}>{t("morePages")}</ButtonLink>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
