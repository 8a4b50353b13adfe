import type { ReactNode } from "react";

/** The question that a page answers, and its one main action. */
export function PageHeader({ title, note, actions }: { title: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 xl:flex-nowrap">
      <div className="min-w-0">
        <h1 className="break-words text-2xl">{title}</h1>
        {note ? <div className="mt-1 text-muted">{note}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 xl:shrink-0 xl:flex-nowrap">{actions}</div> : null}
    </header>
  );
}
