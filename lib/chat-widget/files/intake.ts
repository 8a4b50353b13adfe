import type { Tray } from "./tray";

/** Shows, while files are dragged over the panel, that they may be dropped there. */
export function inviteDrop(place: HTMLElement): void {
  const invite = (isOver: boolean) => place.classList.toggle("dropping", isOver);
  place.addEventListener("dragover", ({ dataTransfer }) => invite(dataTransfer?.types.includes("Files") ?? false));
  for (const type of ["dragleave", "drop"]) place.addEventListener(type, () => invite(false));
}

/** While files wait, what sends a message sends them with it. */
export function takeSending(place: HTMLElement, tray: Tray): void {
  const send = (event: Event) => {
    if (tray.waiting().length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const field = place.querySelector("textarea");
    const isAnswering = !place.querySelector("[type=submit].go");
    if (!field || isAnswering || !tray.isReady()) return;
    tray.send(field.value.trim());
    field.value = "";
    field.dispatchEvent(new Event("input"));
  };
  const press = (event: KeyboardEvent) => {
    const ends = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (ends && event.target instanceof HTMLTextAreaElement) send(event);
  };
  place.addEventListener("submit", send, true);
  place.addEventListener("keydown", press, true);
}
