import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import { Texts } from "@/components/texts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("meta");
  return { title: { default: t("title"), template: "%s · Omniops" }, description: t("description") };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#141311" },
  ],
};

export default async function RootLayout({ children }: LayoutProps<"/">) {
  const t = await getTranslations("ui");
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not async: the theme must be set before the first paint. */}
        <script src="/theme.js" />
      </head>
      <body>
        <a
          href="#main"
          className="sr-only rounded-md bg-raised px-4 py-2 font-medium shadow-lg focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
        >
          {t("skip")}
        </a>
        <Texts namespaces={["ui", "errors"]}>{children}</Texts>
      </body>
    </html>
  );
}
