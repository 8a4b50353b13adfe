"use client";

import { Pause, Play, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cancelReading, pauseReading, readSite, resumeReading } from "@/app/dashboard/website/actions";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { ScrapeJob } from "@/lib/knowledge/schema";

/** Starts a reading of the site, or steers the one that is open. */
export function ReadingControls({ siteId, job }: { siteId: string; job: Pick<ScrapeJob, "jobId" | "status"> | null }) {
  const t = useTranslations("reading");
  const start = useAction(readSite);
  const pause = useAction(pauseReading);
  const resume = useAction(resumeReading);
  const cancel = useAction(cancelReading);
  const isRunning = job?.status === "queued" || job?.status === "running";
  if (!job || (!isRunning && job.status !== "paused")) {
    return (
      <Button look="primary" isPending={start.isPending} onClick={() => start.start({ siteId })}>
        <RotateCw aria-hidden /> {job ? t("again") : t("start")}
      </Button>
    );
  }
  const { jobId } = job;
  return (
    <>
      {isRunning ? (
        <Button isPending={pause.isPending} onClick={() => pause.start({ jobId })}>
          <Pause aria-hidden /> {t("pause")}
        </Button>
      ) : (
        <Button look="primary" isPending={resume.isPending} onClick={() => resume.start({ jobId })}>
          <Play aria-hidden /> {t("resume")}
        </Button>
      )}
      <Button look="quiet" isPending={cancel.isPending} onClick={() => cancel.start({ jobId })}>
        <X aria-hidden /> {t("cancel")}
      </Button>
    </>
  );
}
