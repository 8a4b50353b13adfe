import { getTranslations } from "next-intl/server";
import type { ScrapeJob } from "@/lib/knowledge/schema";

/** Who asked for a reading, as the member `userId` would say it. */
export async function Origin({ job, userId }: { job: Pick<ScrapeJob, "origin" | "startedBy">; userId: string }) {
  const t = await getTranslations("reading.origin");
  if (job.origin !== "member") return t(job.origin);
  return t(job.startedBy === userId ? "you" : "member");
}
