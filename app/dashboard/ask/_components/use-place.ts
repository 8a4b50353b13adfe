"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END_PX = 160;

/**
 * Keeps what a reader looks at where it is: earlier messages grow upwards, and the end is followed only while it is in
 * sight. `first` and `asked` name the first message and the one that the reader asked last.
 */
export function usePlace({ first, asked }: { first: string | undefined; asked: string | undefined }) {
  const [isAway, setAway] = useState(false);
  const seen = useRef<{ first?: string | undefined; asked?: string | undefined; height: number }>({ height: 0 });

  useEffect(() => {
    const look = () => {
      seen.current.height = heightOfPage();
      setAway(!isNearEnd(seen.current.height));
    };
    const { style } = document.documentElement;
    style.overflowAnchor = "none"; // Where browsers keep the place themselves, it would be kept twice.
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      style.overflowAnchor = "";
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, []);

  useLayoutEffect(() => {
    const before = seen.current;
    const height = heightOfPage();
    if (asked !== before.asked || isNearEnd(before.height)) toEnd();
    else if (first !== before.first) window.scrollBy({ top: height - before.height, behavior: "instant" });
    seen.current = { first, asked, height };
  });

  return { isAway, toEnd };
}

const heightOfPage = () => document.documentElement.scrollHeight;
const isNearEnd = (height: number) => window.scrollY + window.innerHeight > height - NEAR_END_PX;
const toEnd = () => window.scrollTo({ top: heightOfPage(), behavior: "instant" });
