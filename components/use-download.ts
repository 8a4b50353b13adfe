"use client";

import { useState } from "react";
import { useToast } from "@/components/ui/toast";
import type { ActionError } from "@/lib/platform/http/action";
import { unreachable, useFailureText } from "./call-action";

/** Fetches a file of the app and gives it to the browser to keep; a failure is shown in the corner. */
export function useDownload() {
  const failureText = useFailureText();
  const toast = useToast();
  const [isPending, setPending] = useState(false);
  const download = async (href: string) => {
    setPending(true);
    const fetched = await fetchFile(href).catch(() => ({ error: unreachable }));
    setPending(false);
    if ("error" in fetched) toast(failureText(fetched.error), { tone: "bad" });
    else keep(fetched);
  };
  return { download: (href: string) => void download(href), isPending };
}

type Fetched = { name: string; blob: Blob };

/** A file that breaks off on its way is none. */
async function fetchFile(href: string): Promise<Fetched | { error: Pick<ActionError, "code" | "message"> }> {
  const response = await fetch(href);
  if (!response.ok) return response.json();
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "";
  return { name, blob: await response.blob() };
}

function keep({ name, blob }: Fetched): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun by then, and reads on from what it has opened.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
