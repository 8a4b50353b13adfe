import type { ComponentProps } from "react";
import { twMerge } from "tailwind-merge";

/** A table that scrolls sideways rather than breaking a narrow page. */
export function Table({ label, className, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={label} className="overflow-x-auto rounded-lg [&_tr:last-child>td]:border-b-0" tabIndex={0}>
      <table {...props} className={twMerge("w-full border-collapse text-left", className)} />
    </section>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={twMerge(
        "sticky top-0 h-9 whitespace-nowrap border-line border-b bg-surface px-3 font-medium text-muted text-sm first:pl-5 last:pr-5",
        className,
      )}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={twMerge("h-11 border-line border-b px-3 py-2 first:pl-5 last:pr-5", className)} />;
}
