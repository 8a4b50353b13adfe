import type { Attachment } from "@/lib/chat-widget/contract";
import type { Session } from "@/lib/chat-widget/conversation/session";

export type Linked = Attachment & { url: string };
export type Links = ReturnType<typeof createLinks>;

/** The addresses under which files open. Each lives five minutes; what is shown in place needs it only once. */
export function createLinks(session: Session, onChange: () => void) {
  const urls = new Map<string, string>();
  const asked = new Set<string>();

  async function renew(ids: string[]) {
    for (const id of ids) asked.add(id);
    const { attachments } = await session.json<{ attachments: Linked[] }>(`attachments?ids=${ids}`, { method: "GET" });
    for (const { id, url } of attachments) urls.set(id, url);
    onChange();
  }

  return {
    know: ({ id, url }: Linked) => {
      asked.add(id);
      urls.set(id, url);
    },
    /** The address of a file; undefined until it has come. */
    of: (id: string) => urls.get(id),
    /** Asks for the addresses that nobody has asked for yet. */
    want: (attachments: Attachment[]) => {
      const unknown = attachments.map(({ id }) => id).filter((id) => !asked.has(id));
      if (unknown.length > 0) renew(unknown).catch(() => undefined);
    },
    /** Once more for a file whose address has expired. */
    renew: (id: string) => renew([id]).catch(() => undefined),
    /** Opens a file beside the page, or saves it, as its kind wants it. */
    open: async (id: string) => {
      await renew([id]).catch(() => undefined);
      const link = document.createElement("a");
      link.href = urls.get(id) ?? "";
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      if (link.href) link.click();
    },
  };
}
