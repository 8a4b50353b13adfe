import Link from "next/link";

/** The mark: a speech bubble whose tail is a page's corner. */
function Mark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className={className} fill="none">
      <path
        d="M4 3h16a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-8l-6 5v-5H4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Z"
        fill="var(--color-accent)"
      />
      <path d="M7 8.5h10M7 12.5h6" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}

export function Brand() {
  return (
    <Link href="/" className="inline-flex items-center gap-2 rounded-md font-semibold text-lg tracking-tight">
      <Mark />
      Omniops
    </Link>
  );
}
