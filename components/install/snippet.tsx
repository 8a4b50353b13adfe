import { getTranslations } from "next-intl/server";
import { CopyButton } from "@/components/ui/copy-button";
import { appOrigin } from "@/lib/platform/http/origin";

/** The one line that puts the assistant on a website. */
export async function Snippet({ siteKey }: { siteKey: string }) {
  const t = await getTranslations("install");
  const snippet = `<script src="${await appOrigin()}/widget.js" data-site="${siteKey}" async></script>`;
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken">
      <pre className="overflow-x-auto whitespace-pre-wrap break-all px-4 py-3 font-mono text-sm leading-6">
        <code>{snippet}</code>
      </pre>
      <div className="flex justify-end border-line border-t bg-surface p-2">
        <CopyButton text={snippet} label={t("copy")} look="primary" />
      </div>
    </div>
  );
}
