import { Search, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type MemberCtx, memberPage } from "@/app/dashboard/_components/member-page";
import { pageAddress, withQuery } from "@/app/dashboard/website/_components/address";
import { marked } from "@/app/dashboard/website/_components/marked";
import { Passage } from "@/app/dashboard/website/_components/passage";
import { filterNames, filtersOf, readAddress } from "@/app/dashboard/website/_components/search-address";
import { SearchChips } from "@/app/dashboard/website/_components/search-chips";
import { type Choices, SearchFilters } from "@/app/dashboard/website/_components/search-filters";
import { SiteFrame } from "@/app/dashboard/website/_components/site-frame";
import { languageName } from "@/components/language-name";
import { shownPath } from "@/components/shown-url";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { listPageLanguages } from "@/lib/knowledge/pages/service";
import { findPassages } from "@/lib/knowledge/search/find-passages";
import { type SearchFilters as Filters, Kind } from "@/lib/knowledge/search/schema";
import { listSites } from "@/lib/knowledge/service";

const FOUND = 8;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website.search"))("tab") };
}

export default async function SearchPage({ params, searchParams }: PageProps<"/dashboard/website/[siteId]/search">) {
  const { siteId } = await params;
  const chosen = readAddress(await searchParams);
  const { ctx } = await memberPage();
  const t = await getTranslations("website.search");
  const choices = await choicesFor(ctx);
  const path = withQuery(`/dashboard/website/${siteId}/search`, {});
  const kept = filterNames.flatMap((name) => (chosen[name] ? [[name, chosen[name]] as const] : []));
  return (
    <SiteFrame ctx={ctx} siteId={siteId} here="search">
      <div className="border-line border-b p-5">
        <p className="mb-3 text-muted">{t("note")}</p>
        <div className="flex gap-2">
          <Form action={path} className="flex min-w-0 flex-1 gap-2" scroll={false}>
            <Input
              key={chosen.q}
              name="q"
              aria-label={t("question")}
              placeholder={t("question")}
              defaultValue={chosen.q}
              maxLength={1000}
              required
              dir="auto"
            />
            {kept.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button type="submit" look="primary" className="h-9">
              {t("submit")}
            </Button>
          </Form>
          <SearchFilters choices={choices} />
        </div>
        <SearchChips path={path} chosen={chosen} choices={choices} />
      </div>
      {chosen.q ? (
        <Found ctx={ctx} question={chosen.q} filters={filtersOf(chosen)} />
      ) : (
        <EmptyState icon={Search} title={t("emptyTitle")}>
          {t("emptyText")}
        </EmptyState>
      )}
    </SiteFrame>
  );
}

async function choicesFor(ctx: MemberCtx): Promise<Choices> {
  const t = await getTranslations("website.search");
  const [languages, sites] = await Promise.all([listPageLanguages(ctx), listSites(ctx)]);
  return {
    site: sites.map(({ id, name }) => ({ value: id, text: name })),
    kind: Kind.options.map((kind) => ({ value: kind, text: t(`kind.${kind}`) })),
    language: languages.map((tag) => ({ value: tag, text: languageName(tag) })),
  };
}

type Asked = { ctx: MemberCtx; question: string; filters: Filters };

async function Found({ ctx, question, filters }: Asked) {
  const t = await getTranslations("website.search");
  const passages = await findPassages(ctx, question, FOUND, filters);
  if (passages.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t("noneTitle")}>
        {Object.keys(filters).length > 0 ? t("noneFilteredText") : t("noneText")}
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
      <p className="mb-2">
        <span dir="auto" className="inline-block max-w-full truncate align-top font-medium">
          {title}
        </span>
      </p>
    );
  }
  return (
    <>
      <Link
        href={pageAddress(siteId, url)}
        prefetch={false}
        dir="auto"
        className="inline-block max-w-full truncate rounded-sm align-top font-medium hover:underline"
      >
        {title || shownPath(url)}
      </Link>
      <p title={url} className="mb-2 truncate text-muted text-sm">
        {shownPath(url)}
      </p>
    </>
  );
}
