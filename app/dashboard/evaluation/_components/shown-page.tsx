import { getTranslations } from "next-intl/server";
import { shownPath } from "@/components/shown-url";
import { Badge } from "@/components/ui/badge";

/** A page by its title and its address; an address alone where the page isn't there any more. */
export async function ShownPage({
  url,
  title,
  isMissing = false,
}: {
  url: string;
  title: string | null;
  isMissing?: boolean;
}) {
  const t = await getTranslations("evaluation");
  const isDocument = url.startsWith("urn:");
  return (
    <span className="block min-w-0">
      {title ? (
        <span dir="auto" className="block truncate">
          {title}
        </span>
      ) : null}
      {isMissing ? <Badge tone="warn">{t("pageGone")}</Badge> : null}
      {isDocument ? (
        <span className="block text-muted text-sm">{t("picker.document")}</span>
      ) : (
        <a
          href={url}
          title={url}
          target="_blank"
          rel="noreferrer"
          className="block truncate rounded-sm text-muted text-sm hover:underline"
        >
          {shownPath(url)}
        </a>
      )}
    </span>
  );
}
