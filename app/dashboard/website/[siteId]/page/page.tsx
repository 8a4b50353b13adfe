import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/dashboard/_components/back-link";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { single } from "@/app/dashboard/website/_components/address";
import { Passage } from "@/app/dashboard/website/_components/passage";
import { languageName } from "@/components/language-name";
import { shownPath } from "@/components/shown-url";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Figure, Figures } from "@/components/ui/figures";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { PageDetail } from "@/lib/knowledge/pages/schema";
import { getPage } from "@/lib/knowledge/pages/service";
import { getSite } from "@/lib/knowledge/service";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website"))("page") };
}

export default async function PagePage({ params, searchParams }: PageProps<"/dashboard/website/[siteId]/page">) {
  const { siteId } = await params;
  const url = single((await searchParams).url);
  const { ctx } = await memberPage();
  if (!url) notFound();
  const [site, page] = await orNotFound(Promise.all([getSite(ctx, siteId), getPage(ctx, { siteId, url })]));
  const t = await getTranslations("website");
  return (
    <>
      <BackLink href={`/dashboard/website/${siteId}`}>{site.name}</BackLink>
      <PageHeader
        title={<span dir="auto">{page.title || shownPath(url)}</span>}
        note={
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex max-w-full items-start gap-1.5 hover:underline"
          >
            <span className="break-all">{url}</span>
            <ExternalLink aria-label={t("opensSite")} className="mt-0.5 size-4 shrink-0" />
          </a>
        }
      />
      <Card className="mb-6 p-5">
        <Figures>
          <Figure name={t("state")}>
            {page.status === "active" ? <Badge tone="good">{t("active")}</Badge> : <Badge>{t("retired")}</Badge>}
          </Figure>
          <Figure name={t("language")}>{page.language ? languageName(page.language) : t("unknown")}</Figure>
          <Figure name={t("passages")}>{page.passageCount}</Figure>
          <Figure name={t("read")}>
            <RelativeTime at={page.readAt} />
          </Figure>
          <Figure name={t("changed")}>
            <RelativeTime at={page.changedAt} />
          </Figure>
        </Figures>
      </Card>
      <Passages page={page} />
    </>
  );
}

async function Passages({ page }: { page: PageDetail }) {
  const t = await getTranslations("website");
  if (page.status === "retired") return <Notice tone="plain">{t("goneNote")}</Notice>;
  const wordsOnly = page.passages.filter(({ hasVector }) => !hasVector).length;
  return (
    <>
      {wordsOnly > 0 ? (
        <div className="mb-4">
          <Notice tone="warn">{t("wordsOnlyNote", { count: wordsOnly })}</Notice>
        </div>
      ) : null}
      <Card>
        <h2 className="border-line border-b px-5 py-3 text-lg">{t("quotes")}</h2>
        <ol aria-label={t("passages")}>
          {page.passages.map(({ id, headingPath, text, hasVector }) => (
            <li key={id} className="border-line px-5 py-4 not-last:border-b">
              <Passage
                headingPath={headingPath[0] === page.title ? headingPath.slice(1) : headingPath}
                quote={[{ text, isFound: false }]}
              />
              {hasVector ? null : (
                <Badge tone="warn" className="mt-2">
                  {t("wordsOnly")}
                </Badge>
              )}
            </li>
          ))}
        </ol>
        {page.passageCount > page.passages.length ? (
          <p className="border-line border-t px-5 py-3 text-muted text-sm">
            {t("firstPassages", { count: page.passages.length })}
          </p>
        ) : null}
      </Card>
    </>
  );
}
