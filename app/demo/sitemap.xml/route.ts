import { demoHref, demoPages } from "@/app/demo/_site/pages";
import { appOrigin } from "@/lib/platform/http/origin";

/** The demo site's pages. */
export async function GET() {
  const origin = await appOrigin();
  const urls = demoPages.map(
    ({ path, updated }) => `  <url><loc>${origin}${demoHref(path)}</loc><lastmod>${updated}</lastmod></url>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
  return new Response(xml, { headers: { "content-type": "application/xml; charset=utf-8" } });
}
