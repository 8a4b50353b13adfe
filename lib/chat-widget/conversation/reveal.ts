export type Reveal = {
  push(text: string): void;
  /** Resolves when everything pushed is shown. */
  settle(): Promise<void>;
  /** Shows nothing more. */
  stop(): void;
};

/** Lets text that arrives in gusts appear at an even pace, word by word; at once where motion is unwelcome. */
export function createReveal(show: (text: string) => void): Reveal {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let text = "";
  let shown = 0;
  let frame = 0;
  let onSettled: (() => void) | undefined;

  const step = () => {
    frame = 0;
    const pace = still || document.hidden ? text.length : Math.ceil((text.length - shown) / 8) + 1;
    const wordEnd = text.slice(shown + pace).search(/\s/);
    shown = wordEnd < 0 ? Math.min(shown + pace, text.length) : shown + pace + wordEnd;
    show(text.slice(0, shown));
    if (shown < text.length) schedule();
    else onSettled?.();
  };
  // A hidden page draws no frames.
  const schedule = () => {
    if (document.hidden) step();
    else frame ||= requestAnimationFrame(step);
  };

  return {
    push: (more) => {
      text += more;
      schedule();
    },
    settle: () =>
      new Promise((resolve) => {
        onSettled = resolve;
        if (shown >= text.length) resolve();
        else setTimeout(resolve, 600);
      }),
    stop: () => cancelAnimationFrame(frame),
  };
}
