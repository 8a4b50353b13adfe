"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END_PX = 160;

/**
 * Keeps what a reader looks at where it is: earlier messages grow upwards, and the end is followed only while it is in
 * sight. `first` names the element of the first message; `asked` the message that the reader asked last.
 */
export function usePlace({ first, asked }: { first: string | undefined; asked: string | undefined }) {
  const [isAway, setAway] = useState(false);
  const seen = useRef<Place>({ asked, height: 0 });

  useEffect(() => {
    const look = () => {
      seen.current = { ...seen.current, ...measured(seen.current.first) };
      setAway(!isNearEnd(seen.current.height));
    };
    const onResize = () => {
      if (isNearEnd(seen.current.height)) toEnd();
      look();
    };
    // Where browsers keep the place themselves, it would be kept twice. They ask the one or the other element.
    const roots = [document.documentElement, document.body];
    for (const { style } of roots) style.overflowAnchor = "none";
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", onResize);
    return () => {
      for (const { style } of roots) style.overflowAnchor = "";
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", onResize);
    };
  }, []);

  useLayoutEffect(() => {
    const before = seen.current;
    if (asked !== before.asked || isNearEnd(before.height)) toEnd();
    else window.scrollBy({ top: shiftSince(before), behavior: "instant" });
    seen.current = { first, asked, ...measured(first) };
  });

  return { isAway, toEnd };
}

/** How high the page is, and how far below its top the first message begins. */
type Place = { first?: string | undefined; asked?: string | undefined; height: number; top?: number | undefined };

const measured = (first: string | undefined) => ({ height: heightOfPage(), top: topOf(first) });

function topOf(id: string | undefined): number | undefined {
  const element = id === undefined ? null : document.getElementById(id);
  return element ? element.getBoundingClientRect().top + window.scrollY : undefined;
}

/** How far what was the first message has moved down. */
function shiftSince({ first, top }: Place): number {
  const now = topOf(first);
  return now === undefined || top === undefined ? 0 : now - top;
}

const heightOfPage = () => document.documentElement.scrollHeight;
const isNearEnd = (height: number) => window.scrollY + window.innerHeight > height - NEAR_END_PX;
const toEnd = () => window.scrollTo({ top: heightOfPage(), behavior: "instant" });
