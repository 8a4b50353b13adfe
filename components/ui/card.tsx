import type { ComponentProps, ReactNode } from "react";
import { twMerge } from "tailwind-merge";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section {...props} className={twMerge("rounded-lg border border-line bg-surface shadow-sm", className)} />;
}

export function CardHeader({ title, note, actions }: { title: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3">
      <div className="min-w-0">
        <h2 className="text-lg">{title}</h2>
        {note ? <p className="mt-0.5 text-muted">{note}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
    </div>
  );
}
