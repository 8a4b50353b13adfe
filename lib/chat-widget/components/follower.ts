import type { State } from "@/lib/chat-widget/conversation/state";

const NEAR_END_PX = 60;

export type Follower = {
  attach(box: HTMLElement): void;
  /** Looks where the visitor has scrolled to. */
  look(): void;
  toEnd(): void;
  /** Draws, then puts the scroll position where the visitor expects it. */
  around(state: State, holdStill: boolean, draw: () => void): void;
};

/** Follows the end of the messages, unless the visitor has scrolled away from it, and always what the visitor sends. */
export function createFollower(onAway: (isAway: boolean) => void): Follower {
  let box: HTMLElement | undefined;
  let isAway = false;
  let first: string | undefined;
  let sent: string | undefined;

  const toEnd = () => box?.scrollTo(0, box.scrollHeight);

  return {
    attach: (element) => {
      box = element;
    },
    look: () => {
      if (!box) return;
      const now = box.scrollHeight - box.scrollTop - box.clientHeight > NEAR_END_PX;
      if (now !== isAway) onAway(now);
      isAway = now;
    },
    toEnd,
    around: ({ entries }, holdStill, draw) => {
      const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
      draw();
      const lastSent = entries.findLast(({ role }) => role === "user")?.key;
      const hasSent = lastSent !== sent;
      const hasEarlier = entries[0]?.key !== first;
      sent = lastSent;
      first = entries[0]?.key;
      if (hasSent || !(isAway || holdStill)) toEnd();
      else if (hasEarlier) box?.scrollTo(0, box.scrollHeight - fromEnd);
    },
  };
}
