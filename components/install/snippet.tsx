import { getTranslations } from "next-intl/server";
import { appOrigin } from "@/lib/platform/http/origin";
import { Copyable } from "./copyable";

/** The one line that puts the assistant on a website. */
export async function Snippet({ siteKey }: { siteKey: string }) {
  const t = await getTranslations("install");
  const snippet = `<script src="${await appOrigin()}/widget.js" data-site="${siteKey}" async></script>`;
  return <Copyable text={snippet} label={t("copy")} look="primary" />;
}
