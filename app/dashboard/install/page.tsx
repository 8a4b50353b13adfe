import { SquareCode } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { memberPage } from "@/app/dashboard/_components/member-page";
import { PageHeader } from "@/app/dashboard/_components/page-header";
import { CheckInstallation } from "@/components/install/check-installation";
import { Copyable } from "@/components/install/copyable";
import { Snippet } from "@/components/install/snippet";
import { LinkTabs } from "@/components/link-tabs";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { RelativeTime } from "@/components/ui/time";
import type { Site } from "@/lib/knowledge/schema";
import { listSites } from "@/lib/knowledge/service";
import { widgetPolicy } from "@/lib/platform/http/origin";
import { Origins } from "./_components/origins";

const guides = ["html", "wordpress", "shopify", "tagManager"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("install"))("title") };
}

export default async function InstallPage({ searchParams }: PageProps<"/dashboard/install">) {
  const { site: wanted } = await searchParams;
  const { ctx } = await memberPage();
  const sites = await listSites(ctx);
  const site = sites.find(({ id }) => id === wanted) ?? sites[0];
  const t = await getTranslations("install");
  if (!site) {
    const action = (
      <ButtonLink look="primary" href="/dashboard/website">
        {t("emptyAction")}
      </ButtonLink>
    );
    return (
      <>
        <PageHeader title={t("question")} />
        <Card>
          <EmptyState icon={SquareCode} title={t("emptyTitle")} action={action}>
            {t("emptyText")}
          </EmptyState>
        </Card>
      </>
    );
  }
  const tabs = sites.map(({ id, name }) => ({
    title: name,
    href: `/dashboard/install?site=${id}`,
    isHere: id === site.id,
  }));
  return (
    <>
      <PageHeader title={t("question")} note={<Seen site={site} />} />
      {tabs.length > 1 ? (
        <div className="mb-6">
          <LinkTabs label={t("sites")} tabs={tabs} />
        </div>
      ) : null}
      <div key={site.id} className="flex flex-col gap-6">
        <Card>
          <CardHeader title={t("snippetTitle")} note={t("snippetNote")} />
          <div className="px-5 pb-5">
            <Snippet siteKey={site.siteKey} />
          </div>
          <Guides />
        </Card>
        <Card>
          <CardHeader title={t("checkTitle")} note={t("checkNote")} />
          <div className="px-5 pb-5">
            <CheckInstallation siteId={site.id} siteUrl={site.url} />
          </div>
        </Card>
        <Card>
          <CardHeader title={t("policyTitle")} note={t("policyNote")} />
          <div className="px-5 pb-5">
            <Copyable text={await widgetPolicy()} label={t("policyCopy")} look="secondary" />
          </div>
        </Card>
        <Card>
          <CardHeader title={t("originsTitle")} note={t("originsNote")} />
          <div className="px-5 pb-5">
            <Origins siteId={site.id} origins={site.allowedOrigins} />
          </div>
        </Card>
      </div>
    </>
  );
}

async function Seen({ site: { widgetSeenAt } }: { site: Site }) {
  const t = await getTranslations("install");
  if (!widgetSeenAt) return <Badge tone="warn">{t("neverSeen")}</Badge>;
  return <Badge tone="good">{t.rich("seen", { time: () => <RelativeTime key="time" at={widgetSeenAt} /> })}</Badge>;
}

async function Guides() {
  const t = await getTranslations("install.guides");
  const tabs = guides.map((id) => ({
    id,
    title: t(`${id}.title`),
    content: <p className="max-w-2xl text-muted">{t(`${id}.text`)}</p>,
  }));
  return <Tabs label={t("label")} tabs={tabs} />;
}
