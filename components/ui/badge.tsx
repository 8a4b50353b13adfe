import type { ComponentProps } from "react";
import { tv, type VariantProps } from "tailwind-variants";

const badgeStyles = tv({
  base: "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3",
  variants: {
    tone: {
      plain: "bg-hover text-muted",
      accent: "bg-accent-soft text-accent-ink",
      good: "bg-good-soft text-good",
      warn: "bg-warn-soft text-warn",
      bad: "bg-bad-soft text-bad",
    },
  },
  defaultVariants: { tone: "plain" },
});

export type Tone = NonNullable<VariantProps<typeof badgeStyles>["tone"]>;

export function Badge({ tone, className, ...props }: ComponentProps<"span"> & { tone?: Tone | undefined }) {
  return <span {...props} className={badgeStyles({ tone, className })} />;
}
