import { ChevronRight, Globe } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listSites } from "@/lib/knowledge/service";
import { AddSite } from "./_components/add-site";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website"))("title") };
}

export default async function WebsitePage({ searchParams }: PageProps<"/dashboard/website">) {
  const { all } = await searchParams;
  const { ctx } = await memberPage();
  const sites = await listSites(ctx);
  const [only] = sites;
  if (only && sites.length === 1 && all === undefined) redirect(`/dashboard/website/${only.id}`);
  const t = await getTranslations("website");
  if (!only) {
    return (
      <>
        <PageHeader title={t("title")} />
        <Card>
          <EmptyState icon={Globe} title={t("emptyTitle")} action={<AddSite look="primary" />}>
            {t("emptyText")}
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("title")} actions={<AddSite look="primary" />} />
      <Card>
        <ul>
          {sites.map(({ id, name, url }) => (
            <li key={id} className="not-last:border-line not-last:border-b">
              <Link
                href={`/dashboard/website/${id}`}
                prefetch={false}
                className="flex items-center gap-3 px-5 py-3.5 hover:bg-hover"
              >
                <Globe aria-hidden className="size-4 text-muted" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block truncate text-muted text-sm">{url}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
