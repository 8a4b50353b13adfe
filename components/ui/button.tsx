import Link, { type LinkProps } from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { tv, type VariantProps } from "tailwind-variants";

export const buttonStyles = tv({
  base: "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors duration-150 select-none aria-disabled:cursor-default aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0 aria-busy:[&_svg]:hidden",
  variants: {
    look: {
      primary: "border-transparent bg-accent text-white shadow-sm hover:not-aria-disabled:bg-accent-strong",
      secondary: "border-edge bg-surface text-ink shadow-sm hover:not-aria-disabled:bg-hover",
      quiet: "border-transparent text-muted hover:not-aria-disabled:bg-hover hover:not-aria-disabled:text-ink",
      danger: "border-transparent bg-danger text-white shadow-sm hover:not-aria-disabled:bg-danger-strong",
    },
    size: {
      sm: "h-7 px-2.5 text-sm",
      md: "h-8 px-3",
      lg: "h-10 px-4",
      icon: "size-8",
    },
    wide: { true: "w-full" },
  },
  defaultVariants: { look: "secondary", size: "md" },
});

type Look = VariantProps<typeof buttonStyles>;

/** `isPending` keeps the focus and the width, says so to screen readers, and lets nothing be clicked twice. */
export function Button({
  look,
  size,
  wide,
  isPending = false,
  className,
  onClick,
  disabled,
  children,
  ...props
}: ComponentProps<"button"> & Look & { isPending?: boolean }) {
  const isOff = isPending || Boolean(disabled);
  return (
    <button
      type="button"
      {...props}
      aria-disabled={isOff || undefined}
      aria-busy={isPending || undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
      className={buttonStyles({ look, size, wide, className })}
    >
      {isPending ? <Dots /> : null}
      {children}
    </button>
  );
}

/** Fetches nothing ahead: live pages render often, and Next would fetch every link of theirs each time. */
export function ButtonLink<R>({
  look,
  size,
  wide,
  className,
  ...props
}: LinkProps<R> & Look & { className?: string; children: ReactNode }) {
  return <Link<R> prefetch={false} {...props} className={buttonStyles({ look, size, wide, className })} />;
}

function Dots() {
  return (
    <span aria-hidden className="flex gap-0.5">
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="size-1 animate-pulse rounded-full bg-current"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}
