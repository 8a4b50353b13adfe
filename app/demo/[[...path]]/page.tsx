import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { demoPages } from "@/app/demo/_site/pages";

type Props = { params: Promise<{ path?: string[] }> };

export const generateStaticParams = () => demoPages.map(({ path }) => ({ path: path ? path.split("/") : [] }));

async function pageOf({ params }: Props) {
  const path = ((await params).path ?? []).join("/");
  return demoPages.find((page) => page.path === path) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title, description, path } = await pageOf(props);
  return {
    title: { absolute: path ? `${title} · Alder Mill` : title },
    description,
    alternates: { canonical: path ? `/demo/${path}` : "/demo" },
  };
}

export default async function DemoSitePage(props: Props) {
  const { language, body } = await pageOf(props);
  return <main lang={language}>{body}</main>;
}
