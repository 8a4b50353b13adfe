"use client";

import { useEffect } from "react";
import { forgetPlace, rememberedPlace, rememberPlace } from "./place";

const rows = (id: string) => [...document.querySelectorAll<HTMLAnchorElement>(`a[data-conversation="${id}"]`)];
/** Pages that were left may still lie hidden beside the one that is seen. */
const row = (id: string) => rows(id).find((link) => link.checkVisibility());
const address = () => location.pathname + location.search;

/** Remembers which conversation of the list is opened; who comes back finds it where it was. */
export function KeepsPlace() {
  useEffect(() => {
    const left = rememberedPlace();
    const link = left && left.address === address() ? row(left.id) : undefined;
    forgetPlace();
    if (left && link) {
      window.scrollBy({ top: link.getBoundingClientRect().top - left.top, behavior: "instant" });
      link.focus({ preventScroll: true });
    }
    const onClick = ({ target }: MouseEvent) => {
      const opened = target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-conversation]") : null;
      const id = opened?.dataset.conversation;
      if (opened && id) rememberPlace({ address: address(), id, top: opened.getBoundingClientRect().top });
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, []);

  return null;
}
