/** @jsxImportSource @/lib/chat-widget/view */

/** Lucide outlines, 24 px grid. */
const paths = {
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M18 6 6 18M6 6l12 12",
  send: "m5 12 7-7 7 7M12 19V5",
  stop: "M7 7h10v10H7z",
  clock: "M12 6v6l4 2M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20z",
  down: "M12 5v14m7-7-7 7-7-7",
  out: "M7 17 17 7M8 7h9v9",
};

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 24 24" class={name} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
