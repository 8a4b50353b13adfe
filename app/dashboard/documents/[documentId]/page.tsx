import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { memberPage, orNotFound } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { DocumentSize, StatusBadge } from "@/app/dashboard/documents/_components/document-facts";
import { EditDocument } from "@/app/dashboard/documents/_components/document-form";
import { DocumentMenu, DownloadFile, ReadAgain } from "@/app/dashboard/documents/_components/document-menu";
import { Passages } from "@/app/dashboard/documents/_components/passages";
import { LiveRefresh } from "@/components/live/live-refresh";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { DocumentDetail } from "@/lib/knowledge/documents/schema";
import { getDocument, mayManageDocuments } from "@/lib/knowledge/documents/service";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents"))("title") };
}

export default async function DocumentPage({ params }: PageProps<"/dashboard/documents/[documentId]">) {
  const { documentId } = await params;
  const { ctx } = await memberPage();
  const document = await orNotFound(getDocument(ctx, documentId));
  const t = await getTranslations("documents");
  const mayManage = mayManageDocuments(ctx);
  return (
    <>
      <Link
        href="/dashboard/documents"
        prefetch={false}
        className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" /> {t("back")}
      </Link>
      <PageHeader
        title={<span dir="auto">{document.title}</span>}
        note={<Facts document={document} />}
        actions={
          <>
            {document.kind === "file" && document.status !== "uploading" ? <DownloadFile id={document.id} /> : null}
            {mayManage && document.status !== "uploading" ? <EditDocument document={document} /> : null}
            {mayManage ? <DocumentMenu id={document.id} title={document.title} /> : null}
          </>
        }
      />
      <State document={document} mayManage={mayManage} />
      <Passages document={document} />
      <LiveRefresh watch={[{ table: "documents", filter: `id=eq.${document.id}` }]} />
    </>
  );
}

async function Facts({ document }: { document: DocumentDetail }) {
  const t = await getTranslations("documents");
  const { kind, status, createdAt, updatedAt } = document;
  const isChanged = kind !== "file" && updatedAt !== createdAt;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge status={status} />
      <span>
        {t(`kind.${kind}`)}
        <DocumentSize document={document} /> ·{" "}
        {t.rich(isChanged ? "changed" : "given", {
          time: () => <RelativeTime at={isChanged ? updatedAt : createdAt} />,
        })}
      </span>
    </span>
  );
}

/** What a document waits for, or why it can't be read. */
async function State({ document, mayManage }: { document: DocumentDetail; mayManage: boolean }) {
  const t = await getTranslations("documents");
  const { id, status, errorMessage, passageCount } = document;
  if (status === "ready") return null;
  if (status === "failed") {
    return (
      <div className="mb-6">
        <Notice tone="bad">
          <p>{errorMessage ?? t("failed")}</p>
          {mayManage ? <ReadAgain id={id} /> : null}
        </Notice>
      </div>
    );
  }
  return (
    <div className="mb-6">
      <Notice tone="plain">
        {status === "uploading" ? t("uploading") : passageCount > 0 ? t("beingReadAgain") : t("beingRead")}
      </Notice>
    </div>
  );
}
