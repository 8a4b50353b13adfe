import { Search } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Input } from "@/components/ui/input";
import type { DocumentKind } from "@/lib/knowledge/documents/schema";

/** Narrows the list to titles that hold these words; the address remembers them. */
export async function TitleSearch({ kind, query }: { kind: DocumentKind | undefined; query: string | undefined }) {
  const t = await getTranslations("documents");
  return (
    <search className="block border-line border-b px-5 py-3">
      <form action="/dashboard/documents" className="relative">
        {kind ? <input type="hidden" name="kind" value={kind} /> : null}
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
        <Input
          key={query}
          type="search"
          name="query"
          defaultValue={query}
          aria-label={t("search")}
          placeholder={t("search")}
          maxLength={200}
          className="pl-9"
        />
      </form>
    </search>
  );
}
