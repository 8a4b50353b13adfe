"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/input";
import { useAddress } from "@/components/use-address";

/** Whether the pages in use are listed or those that are gone; the address remembers it. */
export function StatusFilter({ gone }: { gone: number }) {
  const t = useTranslations("website");
  const { chosen, choose } = useAddress();
  return (
    <span className="w-44">
      <Select
        aria-label={t("statusLabel")}
        value={chosen("status")}
        onChange={(event) => choose("status", event.target.value)}
      >
        <option value="">{t("inUse")}</option>
        <option value="gone">{t("gone", { count: gone })}</option>
      </Select>
    </span>
  );
}
