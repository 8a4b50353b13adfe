import { appOrigin } from "@/lib/platform/http/origin";

/** What machines may read: the public pages and the demo site, never what belongs to members. */
export async function GET() {
  const lines = [
    "User-agent: *",
    "Disallow: /dashboard",
    "Disallow: /api/",
    "Disallow: /auth/",
    "",
    `Sitemap: ${await appOrigin()}/demo/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
