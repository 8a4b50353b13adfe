import { Search, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage } from "@/app/dashboard/_components/member-page";
import { pageAddress, single } from "@/app/dashboard/website/_components/address";
import { marked } from "@/app/dashboard/website/_components/marked";
import { Passage } from "@/app/dashboard/website/_components/passage";
import { SiteFrame } from "@/app/dashboard/website/_components/site-frame";
import { shownPath } from "@/components/shown-url";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { findPassages } from "@/lib/knowledge/search/find-passages";

const FOUND = 8;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website.search"))("tab") };
}

export default async function SearchPage({ params, searchParams }: PageProps<"/dashboard/website/[siteId]/search">) {
  const { siteId } = await params;
  const question = single((await searchParams).q)
    ?.trim()
    .slice(0, 1000);
  const { ctx } = await memberPage();
  const t = await getTranslations("website.search");
  return (
    <SiteFrame ctx={ctx} siteId={siteId} here="search">
      <div className="border-line border-b p-5">
        <p className="mb-3 text-muted">{t("note")}</p>
        <Form action={`/dashboard/website/${siteId}/search`} className="flex gap-2" scroll={false}>
          <Input
            key={question}
            name="q"
            aria-label={t("question")}
            placeholder={t("question")}
            defaultValue={question}
            maxLength={1000}
            required
            dir="auto"
          />
          <Button type="submit" look="primary" className="h-9">
            {t("submit")}
          </Button>
        </Form>
      </div>
      {question ? (
        <Found ctx={ctx} question={question} />
      ) : (
        <EmptyState icon={Search} title={t("emptyTitle")}>
          {t("emptyText")}
        </EmptyState>
      )}
    </SiteFrame>
  );
}

async function Found({ ctx, question }: { ctx: MemberCtx; question: string }) {
  const t = await getTranslations("website.search");
  const passages = await findPassages(ctx, question, FOUND);
  if (passages.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t("noneTitle")}>
        {t("noneText")}
      </EmptyState>
    );
  }
  return (
    <ol aria-label={t("found")}>
      {passages.map(({ url, title, text, quote, headingPath, siteId: home }, index) => (
        <li key={`${url}${text}`} className="flex gap-4 border-line px-5 py-4 not-last:border-b">
          <span className="w-5 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
          <div className="min-w-0 flex-1">
            <Source url={url} title={title} siteId={home} />
            <Passage headingPath={headingPath.slice(1)} quote={marked(text, quote)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Where a passage stands: a page of one of the sites, or something that was given. */
function Source({ url, title, siteId }: { url: string; title: string; siteId: string | null }) {
  if (!siteId) {
    return (
      <p dir="auto" className="mb-2 truncate font-medium">
        {title}
      </p>
    );
  }
  return (
    <>
      <Link
        href={pageAddress(siteId, url)}
        prefetch={false}
        dir="auto"
        className="block truncate rounded-sm font-medium hover:underline"
      >
        {title || shownPath(url)}
      </Link>
      <p title={url} className="mb-2 truncate text-muted text-sm">
        {shownPath(url)}
      </p>
    </>
  );
}
