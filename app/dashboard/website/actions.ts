"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { member } from "@/lib/accounts/auth";
import { startReading } from "@/lib/knowledge/jobs/read-site";
import { CreateSite, JobId, SiteId, UpdateSite } from "@/lib/knowledge/schema";
import * as knowledge from "@/lib/knowledge/service";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const addSite = action({
  auth,
  input: CreateSite.pick({ url: true }),
  run: async (ctx, input) => {
    const site = await knowledge.createSite(ctx, input);
    await knowledge.readSite(ctx, site.id);
    after(startReading);
    redirect(`/dashboard/website/${site.id}`);
  },
});

export const updateSite = action({
  auth,
  input: UpdateSite.extend(SiteId.shape),
  run: (ctx, { siteId, ...change }) => knowledge.updateSite(ctx, siteId, change),
});

export const deleteSite = action({
  auth,
  input: SiteId,
  run: async (ctx, { siteId }) => {
    await knowledge.deleteSite(ctx, siteId);
    redirect("/dashboard/website");
  },
});

export const readSite = action({
  auth,
  input: SiteId,
  run: async (ctx, { siteId }) => {
    const job = await knowledge.readSite(ctx, siteId);
    after(startReading);
    return job;
  },
});

export const pauseReading = action({
  auth,
  input: JobId,
  run: (ctx, { jobId }) => knowledge.pauseScrapeJob(ctx, jobId),
});

export const resumeReading = action({
  auth,
  input: JobId,
  run: async (ctx, { jobId }) => {
    const job = await knowledge.resumeScrapeJob(ctx, jobId);
    after(startReading);
    return job;
  },
});

export const cancelReading = action({
  auth,
  input: JobId,
  run: (ctx, { jobId }) => knowledge.cancelScrapeJob(ctx, jobId),
});

/** Whether the snippet stands on the site, or on one page of it. */
export const checkInstallation = action({
  auth,
  input: SiteId.extend({ url: z.string().trim().max(2048).optional() }),
  run: async (ctx, { siteId, url }) => ({ isFound: await knowledge.verifyInstallation(ctx, siteId, url || undefined) }),
});
