import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import { limit } from "@/lib/platform/redis/limits";
import { checkReachable, hasWidget } from "./crawl/site-check";
import { canonicalUrl, siteUrl } from "./crawl/urls";
import type { CreateSite, ScrapeJob, Site, UpdateSite } from "./schema";
import { knowledgeTag } from "./search/cache";
import {
  deleteSiteRow,
  insertSite,
  selectScrapeJob,
  selectScrapeJobs,
  selectSite,
  selectSites,
  updateSiteRow,
} from "./store";

/** Tags what is cached of a site. */
export const siteTag = (siteId: string) => `site:${siteId}`;

/**
 * Adds a website after looking at it: throws `invalid` with what to change when it cannot be reached, forbids robots or
 * shows no text. Owners and admins only.
 */
export async function createSite(ctx: Ctx, { url, name, allowedOrigins }: CreateSite): Promise<Site> {
  const typed = siteUrl(url);
  const address = await checkReachable(typed);
  const { origin, hostname } = new URL(address);
  const site = {
    url: address,
    name: name ?? hostname,
    siteKey: `pk_${randomBytes(18).toString("base64url")}`,
    allowedOrigins: allowedOrigins ?? [...new Set([origin, new URL(typed).origin])],
  };
  return insertSite(ctx, site).catch((error: unknown) => {
    throw isConflict(error) ? new AppError("conflict", `${address} is one of your sites already`) : error;
  });
}

export const listSites = (ctx: Ctx): Promise<Site[]> => selectSites(ctx);

export const getSite = (ctx: Ctx, siteId: string): Promise<Site> => selectSite(ctx, siteId);

/** Changes what is given. Owners and admins only; to others there is no such site to change. */
export async function updateSite(ctx: Ctx, siteId: string, change: UpdateSite): Promise<Site> {
  const changed = await updateSiteRow(ctx, siteId, change);
  await cache.forget(siteTag(siteId));
  return changed;
}

/** Removes a site with everything that was read from it. */
export async function deleteSite(ctx: Ctx, siteId: string): Promise<void> {
  await deleteSiteRow(ctx, siteId);
  await cache.forget(siteTag(siteId), knowledgeTag(ctx.customerId));
}

/** Whether the site's widget is on the page at `url`, the site's first page if left out. The page must be the site's own. */
export async function verifyInstallation(ctx: Ctx, siteId: string, url?: string): Promise<boolean> {
  const site = await selectSite(ctx, siteId);
  const address = canonicalUrl(url ?? site.url, site.url);
  const isOwn = address && [new URL(site.url).origin, ...site.allowedOrigins].includes(new URL(address).origin);
  if (!isOwn) throw new AppError("invalid", `${url} is not on your site. Enter one of its pages`);
  return hasWidget(address, site.siteKey);
}

/**
 * Starts reading a site. The job waits until a worker takes it: call `continueReading` after the response, or leave it
 * to the scheduler. While a job of the site is open, a second one is a conflict that names it.
 */
export async function readSite(ctx: Ctx, siteId: string): Promise<{ jobId: string }> {
  const { url } = await selectSite(ctx, siteId);
  await limit({ crawlStartByCustomer: ctx.customerId });
  const jobId = randomUUID();
  const domain = new URL(url).host;
  const settings = { jobId, customerId: ctx.customerId, domain, jobType: "full_crawl" } as const;
  try {
    await getPersistentJobManager(ctx).createJob(jobId, { siteId }, settings);
    return { jobId };
  } catch (error) {
    if (!isConflict(error)) throw error;
    const open = await getLatestScrapeJob(ctx, siteId);
    throw new AppError("conflict", `This site is being read already: job ${open?.jobId ?? ""}`);
  }
}

export const getScrapeJob = (ctx: Ctx, jobId: string): Promise<ScrapeJob> => selectScrapeJob(ctx, jobId);

/** The site's newest job, or null before it was ever read. */
export async function getLatestScrapeJob(ctx: Ctx, siteId: string): Promise<ScrapeJob | null> {
  const [job] = await selectScrapeJobs(ctx, { siteId, limit: 1 });
  return job ?? null;
}

/** Stops a job for now. Pages that are being read at this moment are still stored. */
export const pauseScrapeJob = (ctx: Ctx, jobId: string): Promise<ScrapeJob> => move(ctx, jobId, "paused");

/** Lets a paused job go on where it stopped. */
export const resumeScrapeJob = (ctx: Ctx, jobId: string): Promise<ScrapeJob> => move(ctx, jobId, "queued");

/** Ends a job for good. What it has read stays. */
export const cancelScrapeJob = (ctx: Ctx, jobId: string): Promise<ScrapeJob> => move(ctx, jobId, "cancelled");

const move = (ctx: Ctx, jobId: string, to: "paused" | "queued" | "cancelled") =>
  getPersistentJobManager(ctx).updateJobStatus(jobId, to);

const isConflict = (error: unknown) => error instanceof AppError && error.code === "conflict";
