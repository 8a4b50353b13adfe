import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  typedRoutes: true,
  cacheComponents: true,
  agentRules: false,
  poweredByHeader: false,
};

export default createNextIntlPlugin("./lib/platform/i18n.ts")(config);
