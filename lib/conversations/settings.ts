import type { CustomerConfig } from "@/lib/accounts/schema";
import { customerTag, getConfig, getCustomer } from "@/lib/accounts/service";
import { siteTag } from "@/lib/knowledge/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import { languageModeOf } from "./language";
import type { SiteFace } from "./schema";
import { selectSite } from "./store";

/** What the chat needs to know of the site that a visitor is on. */
export type Settings = {
  site: { id: string; name: string; url: string; allowedOrigins: string[] };
  plan: "basic" | "premium";
  config: CustomerConfig;
};

/** The settings of the visitor's site, never older than their last change. */
export function loadSettings(ctx: Ctx<ActorOf<"visitor">>): Promise<Settings> {
  const { customerId, actor } = ctx;
  return cache.remember({
    key: `settings:${customerId}:${actor.siteId}`,
    tags: [customerTag(customerId), siteTag(actor.siteId)],
    ttl: "settings",
    load: async () => {
      const [site, customer, config] = await Promise.all([selectSite(ctx), getCustomer(ctx), getConfig(ctx)]);
      if (!site) throw notFound("Site");
      return { site, plan: customer.plan, config };
    },
  });
}

/** What a widget shows of the site. */
export function faceOf({ site, plan, config }: Settings): SiteFace {
  const isSingle = languageModeOf(plan, config.languageMode) === "single";
  return {
    name: site.name,
    assistantName: config.assistantName,
    greeting: config.greeting,
    suggestions: config.suggestions,
    accentColor: config.accentColor,
    languages: isSingle ? [config.defaultLanguage] : config.allowedLanguages,
  };
}
