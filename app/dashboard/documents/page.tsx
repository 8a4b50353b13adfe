import { Files, FileUp, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { LinkTabs } from "@/components/link-tabs";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import {
  DocumentKind,
  type DocumentList as DocumentPage,
  type DocumentRoom,
  ListDocuments,
} from "@/lib/knowledge/documents/schema";
import { documentRoom, listDocuments, mayManageDocuments } from "@/lib/knowledge/documents/service";
import { DocumentDesk } from "./_components/document-desk";
import { DocumentList } from "./_components/document-list";
import { TitleSearch } from "./_components/title-search";

const path = "/dashboard/documents";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents"))("title") };
}

export default async function DocumentsPage({ searchParams }: PageProps<"/dashboard/documents">) {
  const { ctx } = await memberPage();
  const asked = ListDocuments.safeParse(await searchParams).data ?? ListDocuments.parse({});
  const [page, room] = await Promise.all([listDocuments(ctx, asked), documentRoom(ctx)]);
  const t = await getTranslations("documents");
  const title = <PageTitle title={t("question")} note={t("note")} />;
  const isEmpty = isNothingGiven(asked, page);
  const content = (
    <>
      <Room {...room} />
      <Content asked={asked} page={page} mayManage={mayManageDocuments(ctx)} />
    </>
  );
  return (
    <>
      {mayManageDocuments(ctx) ? (
        <DocumentDesk title={title} isEmpty={isEmpty}>
          {content}
        </DocumentDesk>
      ) : (
        <>
          <PageHeader title={t("question")} note={t("note")} />
          {content}
        </>
      )}
      <LiveRefresh watch={[{ table: "documents", filter: `customer_id=eq.${ctx.customerId}` }]} />
    </>
  );
}

const PageTitle = ({ title, note }: { title: string; note: string }) => (
  <div className="min-w-0">
    <h1 className="text-2xl">{title}</h1>
    <p className="mt-1 text-muted">{note}</p>
  </div>
);

/** Share of a plan's room from which on it is worth a sentence. */
const NEARLY_FULL = 0.9;

async function Room({ used, most }: DocumentRoom) {
  if (used < most * NEARLY_FULL) return null;
  const t = await getTranslations("documents");
  return (
    <div className="mb-4">
      <Notice tone={used < most ? "plain" : "warn"}>{t(used < most ? "nearlyFull" : "full", { used, most })}</Notice>
    </div>
  );
}

type Asked = ListDocuments;

// Those on their way stand above, with their progress.
const arrivedOf = ({ documents }: DocumentPage) => documents.filter(({ status }) => status !== "uploading");

const isNothingGiven = ({ kind, query, cursor }: Asked, page: DocumentPage) =>
  arrivedOf(page).length === 0 && !kind && !query && !cursor;

async function Content({ asked, page, mayManage }: { asked: Asked; page: DocumentPage; mayManage: boolean }) {
  const t = await getTranslations("documents");
  const documents = arrivedOf(page);
  if (isNothingGiven(asked, page)) {
    return (
      <Card>
        {page.documents.length > 0 ? <Arriving count={page.documents.length} /> : <Empty mayManage={mayManage} />}
      </Card>
    );
  }
  return (
    <Card>
      <LinkTabs
        label={t("views")}
        tabs={[undefined, ...DocumentKind.options].map((kind) => ({
          title: t(`view.${kind ?? "all"}`),
          href: addressOf({ kind, query: asked.query }),
          isHere: asked.kind === kind,
        }))}
      />
      <TitleSearch kind={asked.kind} query={asked.query} />
      {documents.length > 0 ? <DocumentList documents={documents} /> : <Nothing />}
      <Pages asked={asked} nextCursor={page.nextCursor} />
    </Card>
  );
}

async function Empty({ mayManage }: { mayManage: boolean }) {
  const t = await getTranslations("documents");
  return (
    <EmptyState icon={Files} title={t("emptyTitle")}>
      {mayManage ? t("emptyText") : t("emptyTextForOthers")}
    </EmptyState>
  );
}

/** For those who look on while somebody uploads, or did so in another window. */
async function Arriving({ count }: { count: number }) {
  const t = await getTranslations("documents");
  return (
    <EmptyState icon={FileUp} title={t("arrivingTitle", { count })}>
      {t("arrivingText")}
    </EmptyState>
  );
}

async function Nothing() {
  const t = await getTranslations("documents");
  return (
    <EmptyState icon={SearchX} title={t("noneTitle")} action={<ButtonLink href={path}>{t("showAll")}</ButtonLink>}>
      {t("noneText")}
    </EmptyState>
  );
}

async function Pages({ asked, nextCursor }: { asked: Asked; nextCursor: string | null }) {
  const t = await getTranslations("documents");
  const { kind, query, cursor } = asked;
  if (!cursor && !nextCursor) return null;
  return (
    <div className="flex justify-between gap-3 border-line border-t p-3">
      {cursor ? <ButtonLink href={addressOf({ kind, query })}>{t("first")}</ButtonLink> : <span />}
      {nextCursor ? <ButtonLink href={addressOf({ kind, query, cursor: nextCursor })}>{t("more")}</ButtonLink> : null}
    </div>
  );
}

function addressOf(asked: Record<string, string | undefined>): typeof path | `${typeof path}?${string}` {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
