import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/ui/time";
import type { Document } from "@/lib/knowledge/documents/schema";
import { DocumentIcon, DocumentSize, StatusBadge } from "./document-facts";

/** Documents, a row each; the row opens what the assistant quotes from it. */
export async function DocumentList({ documents }: { documents: Document[] }) {
  const t = await getTranslations("documents");
  return (
    <ul aria-label={t("list")}>
      {documents.map((document) => (
        <li key={document.id} className="border-line not-first:border-t">
          <Link
            prefetch={false}
            href={`/dashboard/documents/${document.id}`}
            className="flex items-center gap-3 px-5 py-3 transition-colors last:rounded-b-lg hover:bg-hover"
          >
            <DocumentIcon kind={document.kind} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block w-fit max-w-full truncate font-medium">
                {document.title}
              </span>
              {document.status === "failed" ? (
                <span className="block text-bad text-sm">{document.errorMessage ?? t("failed")}</span>
              ) : (
                <span className="block truncate text-muted text-sm tabular-nums">
                  {t(`kind.${document.kind}`)}
                  <DocumentSize document={document} />
                </span>
              )}
            </span>
            <StatusBadge status={document.status} />
            <RelativeTime at={document.updatedAt} className="min-w-20 text-right text-muted text-sm max-sm:hidden" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
