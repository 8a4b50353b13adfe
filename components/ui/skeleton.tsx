import { twMerge } from "tailwind-merge";

/** A grey shape where content is about to be. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={twMerge("block h-4 animate-pulse rounded-sm bg-hover", className)} />;
}
