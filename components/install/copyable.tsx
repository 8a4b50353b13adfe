import { CopyButton } from "@/components/ui/copy-button";

type CopyableProps = { text: string; label: string; look: "primary" | "secondary" };

/** Text for another place, letter by letter, with what copies it. */
export function Copyable({ text, label, look }: CopyableProps) {
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken">
      <pre dir="ltr" className="overflow-x-auto whitespace-pre-wrap break-all px-4 py-3 font-mono text-sm leading-6">
        <code>{text}</code>
      </pre>
      <div className="flex justify-end border-line border-t bg-surface p-2">
        <CopyButton text={text} label={label} look={look} />
      </div>
    </div>
  );
}
