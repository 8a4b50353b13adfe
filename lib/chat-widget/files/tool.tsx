/** @jsxImportSource @/lib/chat-widget/view */

/** Lucide outlines, 24 px grid. */
const paths = {
  clip: "m21.4 11-9.2 9.2a6 6 0 0 1-8.5-8.5l8.6-8.5a4 4 0 1 1 5.6 5.7l-8.6 8.5a2 2 0 0 1-2.8-2.8l8.5-8.5",
  close: "M18 6 6 18M6 6l12 12",
  check: "M20 6 9 17l-5-5",
};
type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

type ToolProps = { icon: IconName; label: string; onclick: () => void; ref?: (button: HTMLElement) => void };

/** A small round button that a picture names to the eye, and its label to everyone. */
export function Tool({ icon, label, ...rest }: ToolProps) {
  return (
    <button key={icon} type="button" class="round tool" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
