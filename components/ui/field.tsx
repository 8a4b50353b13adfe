"use client";

import { createContext, type ReactNode, use, useId } from "react";

type Wiring = { id: string; describedBy: string | undefined; isInvalid: boolean };

const FieldContext = createContext<Wiring | null>(null);

/** What an input inside a field needs to be found by its label, its hint and its error. */
export function useField() {
  const field = use(FieldContext);
  if (!field) return {};
  return { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.isInvalid || undefined };
}

/** A label over one input, with a hint or, when something is wrong, what to change. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const note = error ?? hint;
  const wiring = { id, describedBy: note ? `${id}-note` : undefined, isInvalid: Boolean(error) };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside}
      </div>
      <FieldContext value={wiring}>{children}</FieldContext>
      {note ? (
        <p
          id={`${id}-note`}
          role={error ? "alert" : undefined}
          className={error ? "text-bad text-sm" : "text-muted text-sm"}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}
