import type { ReactNode } from "react";

/** The middle of a sign-in page: what it is for, the form, and where else to go. */
export function AuthPage({
  title,
  note,
  children,
  footer,
}: {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl">{title}</h1>
      {note ? <div className="mt-1.5 text-muted">{note}</div> : null}
      {children ? <div className="mt-6">{children}</div> : null}
      {footer ? <p className="mt-6 text-muted">{footer}</p> : null}
    </div>
  );
}
