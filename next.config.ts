import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const isDevelopment = process.env.NODE_ENV === "development";

// Pages that are made at build time can't carry a nonce; those behind the sign-in can, and middleware.ts gives it to them.
const publicPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const config: NextConfig = {
  typedRoutes: true,
  cacheComponents: true,
  partialPrefetching: true,
  agentRules: false,
  poweredByHeader: false,
  serverExternalPackages: ["fontkit", "pdfkit"],
  // The fonts of exported documents are read from the disk, which no import tells.
  outputFileTracingIncludes: {
    "/api/v1/[...path]": ["./node_modules/@fontsource-variable/noto-sans*/files/*wght-normal.woff2"],
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(self), geolocation=(), payment=(), usb=()" },
      ],
    },
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "strict-transport-security", value: "max-age=31536000; includeSubDomains" }],
    },
    {
      // Every customer's pages load the widget; the launcher says which version of the rest it wants.
      source: "/widget:path(.*\\.js)",
      headers: [
        { key: "access-control-allow-origin", value: "*" },
        { key: "cross-origin-resource-policy", value: "cross-origin" },
      ],
    },
    {
      source: "/widget.js",
      headers: [{ key: "cache-control", value: "public, max-age=300, stale-while-revalidate=86400" }],
    },
    {
      source: "/widget/:part",
      has: [{ type: "query", key: "v" }],
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    },
    {
      source: "/((?!api/|dashboard|onboarding|widget).*)",
      headers: [{ key: "content-security-policy", value: publicPolicy }],
    },
  ],
};

export default createNextIntlPlugin("./lib/platform/i18n.ts")(config);
