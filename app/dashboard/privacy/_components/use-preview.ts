import { useEffect, useState } from "react";
import { previewDays } from "@/app/dashboard/privacy/actions";
import { callAction } from "@/components/call-action";
import type { RetentionPreview } from "@/lib/conversations/retention-setting";

const PAUSE_MS = 300;

type Found = { text: string; preview: RetentionPreview | null };

/** What so many days would delete, asked for when typing pauses: undefined until that is known, null for no days at all. */
export function usePreview(text: string, known: { days: number; preview: RetentionPreview }) {
  const [found, setFound] = useState<Found>({ text: String(known.days), preview: known.preview });
  const isFound = found.text === text;
  useEffect(() => {
    if (isFound) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const result = await callAction(previewDays, { days: text });
      if (isWanted) setFound({ text, preview: result.ok ? result.data : null });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, isFound]);
  return isFound ? found.preview : undefined;
}
