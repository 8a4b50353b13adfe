"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

/** A few views of one thing, one at a time. */
export function Tabs({ label, tabs }: { label: string; tabs: { id: string; title: string; content: ReactNode }[] }) {
  return (
    <Primitive.Root {...(tabs[0] && { defaultValue: tabs[0].id })}>
      <Primitive.List aria-label={label} className="flex gap-4 overflow-x-auto border-line border-b px-5">
        {tabs.map(({ id, title }) => (
          <Primitive.Trigger
            key={id}
            value={id}
            className="-mb-px h-9 whitespace-nowrap border-transparent border-b-2 font-medium text-muted transition-colors hover:text-ink data-[state=active]:border-accent-ink data-[state=active]:text-ink"
          >
            {title}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map(({ id, content }) => (
        <Primitive.Content key={id} value={id} className="p-5">
          {content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
