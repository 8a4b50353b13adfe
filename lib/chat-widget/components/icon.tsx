/** @jsxImportSource @/lib/chat-widget/view */

/** Lucide outlines, 24 px grid. */
const paths = {
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M18 6 6 18M6 6l12 12",
  send: "m5 12 7-7 7 7M12 19V5",
  stop: "M7 7h10v10H7z",
  out: "M7 17 17 7M8 7h9v9",
  plus: "M12 5v14M5 12h14",
  mic: "M12 2a3 3 0 0 0-3 3v7a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3zM19 10v2a7 7 0 0 1-14 0v-2M12 19v3",
  thumb: "M7 10v12M15 6l-1 4h6l2 2-2 9-2 1H4l-2-2v-8l2-2h4l4-8 3 2z",
};
type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" class={name} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

type ToolProps = { icon: IconName; label: string; [attribute: string]: unknown };

/** A round button that a picture names to the eye, and its label to everyone. */
export function Tool({ icon, label, ...rest }: ToolProps) {
  return (
    <button key={icon} type="button" class="round" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
