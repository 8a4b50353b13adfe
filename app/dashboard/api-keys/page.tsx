import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import type { ApiKey } from "@/lib/accounts/schema";
import { listApiKeys } from "@/lib/accounts/service";
import { NewKey } from "./_components/new-key";
import { RevokeKey } from "./_components/revoke-key";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("title") };
}

export default async function ApiKeysPage() {
  const { ctx } = await memberPage();
  const keys = await listApiKeys(ctx);
  const t = await getTranslations("apiKeys");
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} actions={keys.length > 0 ? <NewKey /> : null} />
      <Card>
        {keys.length > 0 ? (
          <KeyTable keys={keys} />
        ) : (
          <EmptyState icon={KeyRound} title={t("emptyTitle")} action={<NewKey />}>
            {t("emptyText")}
          </EmptyState>
        )}
      </Card>
    </>
  );
}

async function KeyTable({ keys }: { keys: ApiKey[] }) {
  const t = await getTranslations("apiKeys");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("key")}</Th>
          <Th className="text-right max-md:hidden">{t("created")}</Th>
          <Th className="text-right max-sm:hidden">{t("used")}</Th>
          <Th>
            <span className="sr-only">{t("actions")}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map(({ id, name, prefix, createdAt, lastUsedAt }) => (
          <tr key={id}>
            <Td className="w-full max-w-0 truncate font-medium">{name}</Td>
            <Td className="whitespace-nowrap font-mono text-muted text-sm">{prefix}…</Td>
            <Td className="whitespace-nowrap text-right text-muted max-md:hidden">
              <RelativeTime at={createdAt} />
            </Td>
            <Td className="whitespace-nowrap text-right text-muted max-sm:hidden">
              {lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t("never")}
            </Td>
            <Td className="text-right">
              <RevokeKey id={id} name={name} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
