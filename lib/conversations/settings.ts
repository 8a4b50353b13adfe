import type { CustomerConfig } from "@/lib/accounts/schema";
import { customerTag, getConfig, getCustomer } from "@/lib/accounts/service";
import { siteTag } from "@/lib/knowledge/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import { accentRules } from "./accent";
import { languageModeOf } from "./language";
import type { SiteFace } from "./schema";
import { selectSite } from "./store";

/** What the chat needs to know of the business. */
export type Settings = {
  /** Whose assistant it is: the name of the site, or of the business. */
  name: string;
  plan: "basic" | "premium";
  config: CustomerConfig;
};

export type SiteSettings = Settings & { site: { id: string; url: string; allowedOrigins: string[] } };

/** The settings of the visitor's site, never older than their last change. */
export function loadSettings(ctx: Ctx<ActorOf<"visitor">>): Promise<SiteSettings> {
  const { customerId, actor } = ctx;
  return cache.remember({
    key: `settings:${customerId}:${actor.siteId}`,
    tags: [customerTag(customerId), siteTag(actor.siteId)],
    ttl: "settings",
    load: async () => {
      const [site, customer, config] = await Promise.all([selectSite(ctx), getCustomer(ctx), getConfig(ctx)]);
      if (!site) throw notFound("Site");
      const { name, ...where } = site;
      return { name, site: where, plan: customer.plan, config };
    },
  });
}

/** What a widget shows of the site. */
export function faceOf({ name, plan, config }: Settings): SiteFace {
  const isSingle = languageModeOf(plan, config.languageMode) === "single";
  return {
    name,
    assistantName: config.assistantName,
    greeting: config.greeting,
    suggestions: config.suggestions,
    accentColor: config.accentColor,
    accentRules: accentRules(config.accentColor),
    languages: isSingle ? [config.defaultLanguage] : config.allowedLanguages,
  };
}
