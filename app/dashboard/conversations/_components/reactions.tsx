"use client";

import { SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { startTransition, useOptimistic } from "react";
import { useAction } from "@/components/use-action";
import { emojis, type Reaction } from "@/lib/conversations/reactions/schema";
import { react } from "./react";

type Emoji = (typeof emojis)[number];

/** What people think of a message: each sign with how many set it, and a way to set one. */
export function Reactions({ messageId, reactions }: { messageId: string; reactions: Reaction[] }) {
  const t = useTranslations("conversations");
  const { start } = useAction(react);
  const [shown, toggle] = useOptimistic(reactions, toggled);
  const set = (emoji: Emoji) =>
    startTransition(() => {
      toggle({ messageId, emoji });
      start({ messageId, emoji });
    });
  return (
    <div className="flex flex-wrap items-center gap-1">
      {emojis
        .map((emoji) => shown.find((reaction) => reaction.emoji === emoji))
        .filter((reaction) => reaction !== undefined)
        .map(({ emoji, count, isMine }) => (
          <button
            key={emoji}
            type="button"
            aria-pressed={isMine}
            aria-label={t("reacted", { emoji, count })}
            onClick={() => set(emoji as Emoji)}
            className="inline-flex h-6 items-center gap-1 rounded-full border border-line bg-surface px-2 text-sm tabular-nums transition-colors hover:bg-hover aria-pressed:border-accent-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
          >
            <span aria-hidden>{emoji}</span> {count}
          </button>
        ))}
      <Popover.Root>
        <Popover.Trigger
          aria-label={t("react")}
          title={t("react")}
          className="grid size-6 place-items-center rounded-full text-muted transition-colors hover:bg-hover hover:text-ink"
        >
          <SmilePlus aria-hidden className="size-4" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            sideOffset={4}
            collisionPadding={12}
            aria-label={t("react")}
            className="z-50 flex animate-rise gap-0.5 rounded-full border border-line bg-raised p-1 shadow-lg"
          >
            {emojis.map((emoji) => (
              <Popover.Close
                key={emoji}
                aria-label={emoji}
                onClick={() => set(emoji)}
                className="grid size-8 place-items-center rounded-full text-lg transition-colors hover:bg-hover"
              >
                <span aria-hidden>{emoji}</span>
              </Popover.Close>
            ))}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

/** The reactions as they are once the reader's own is set, or taken back. */
function toggled(reactions: Reaction[], { messageId, emoji }: { messageId: string; emoji: Emoji }): Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (!known) return [...reactions, { messageId, emoji, count: 1, isMine: true }];
  const changed = { ...known, count: known.count + (known.isMine ? -1 : 1), isMine: !known.isMine };
  return reactions.map((reaction) => (reaction === known ? changed : reaction)).filter(({ count }) => count > 0);
}
