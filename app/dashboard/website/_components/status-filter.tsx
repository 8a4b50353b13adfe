"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/input";

/** Whether the pages in use are listed or those that are gone; the address remembers it. */
export function StatusFilter({ gone }: { gone: number }) {
  const t = useTranslations("website");
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const choose = (status: string) => {
    const next = new URLSearchParams(params);
    next.delete("after");
    if (status) next.set("status", status);
    else next.delete("status");
    router.replace(`${path}?${next}` as Parameters<typeof router.replace>[0], { scroll: false });
  };
  return (
    <span className="w-44">
      <Select
        aria-label={t("statusLabel")}
        value={params.get("status") ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t("inUse")}</option>
        <option value="gone">{t("gone", { count: gone })}</option>
      </Select>
    </span>
  );
}
