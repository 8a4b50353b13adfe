import type { Tray } from "./tray";

/** Takes files that are pasted into the panel or dropped on it. Gives what lets the visitor choose some. */
export function takeFiles(place: HTMLElement, tray: Tray): () => void {
  const invite = (isOver: boolean) => place.classList.toggle("dropping", isOver);
  const take = (event: Event, files: FileList | undefined) => {
    invite(false);
    if (!files?.length) return;
    event.preventDefault();
    tray.add(files);
  };
  place.addEventListener("paste", (event) => take(event, event.clipboardData?.files));
  place.addEventListener("drop", (event) => take(event, event.dataTransfer?.files));
  place.addEventListener("dragleave", () => invite(false));
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    invite(true);
  });

  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.onchange = () => {
    tray.add([...(input.files ?? [])]);
    input.value = "";
  };
  return () => input.click();
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
