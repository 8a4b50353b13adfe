import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { single } from "@/app/dashboard/website/_components/address";
import { PageTable } from "@/app/dashboard/website/_components/page-table";
import { SiteFrame } from "@/app/dashboard/website/_components/site-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("website"))("title") };
}

export default async function SitePage({ params, searchParams }: PageProps<"/dashboard/website/[siteId]">) {
  const { siteId } = await params;
  const { q, status, after } = await searchParams;
  const { ctx } = await memberPage();
  return (
    <SiteFrame ctx={ctx} siteId={siteId} here="pages">
      <PageTable
        ctx={ctx}
        siteId={siteId}
        wanted={{ query: single(q), isGone: status === "gone", after: single(after) }}
      />
    </SiteFrame>
  );
}
