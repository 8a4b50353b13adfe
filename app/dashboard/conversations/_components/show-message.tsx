"use client";

import { useEffect } from "react";

/** Brings the message that a search led to into the middle of the window. */
export function ShowMessage({ id }: { id: string }) {
  useEffect(() => {
    const element = document.getElementById(id);
    element?.scrollIntoView({ block: "center", behavior: "instant" });
    element?.focus({ preventScroll: true });
  }, [id]);

  return null;
}
