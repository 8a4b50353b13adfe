"use client";

import { useEffect, useRef } from "react";

const NEAR_PX = 240;

/** Shows the newest message when a transcript opens, and each new one unless the reader has scrolled up. */
export function KeepEndInView({ newest }: { newest: string | undefined }) {
  const seen = useRef<string>(undefined);
  const wasNear = useRef(true);

  useEffect(() => {
    const note = () => {
      const { scrollHeight } = document.documentElement;
      wasNear.current = window.scrollY + window.innerHeight > scrollHeight - NEAR_PX;
    };
    window.addEventListener("scroll", note, { passive: true });
    return () => window.removeEventListener("scroll", note);
  }, []);

  useEffect(() => {
    const isOpening = seen.current === undefined;
    const isNew = seen.current !== newest;
    seen.current = newest;
    if (isNew && wasNear.current && !(isOpening && location.hash)) {
      window.scrollTo({ top: document.documentElement.scrollHeight });
    }
  }, [newest]);

  return null;
}
