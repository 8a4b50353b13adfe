import type { Attachment } from "@/lib/chat-widget/contract";
import type { Session } from "@/lib/chat-widget/conversation/session";

export type Linked = Attachment & { url: string };
export type Links = ReturnType<typeof createLinks>;

/** The server's links live five minutes. */
const FRESH_MS = 240_000;
const PAUSE_MS = 10_000;
/** What one request may ask for. */
const MOST = 100;

/** The addresses under which files open. Each lives five minutes; what is shown in place needs it only once. */
export function createLinks(session: Session, onChange: () => void) {
  const urls = new Map<string, string>();
  const askedAt = new Map<string, number>();
  const wanted = new Set<string>();

  const isDue = (id: string, pauseMs: number) => Date.now() - (askedAt.get(id) ?? 0) > pauseMs;
  const know = ({ id, url }: Linked) => {
    askedAt.set(id, Date.now());
    urls.set(id, url);
  };

  async function renew(ids: string[]) {
    for (const id of ids) askedAt.set(id, Date.now());
    const { attachments } = await session.json<{ attachments: Linked[] }>(`attachments?ids=${ids}`, { method: "GET" });
    attachments.forEach(know);
    onChange();
  }

  function askForWanted() {
    const ids = [...wanted].slice(0, MOST);
    for (const id of ids) wanted.delete(id);
    if (ids.length > 0) renew(ids).catch(() => undefined);
  }

  return {
    know,
    /** The address of a file; undefined until it has come. */
    of: (id: string) => urls.get(id),
    /** Asks, once for all that are drawn, for the addresses that have not come. */
    want: (attachments: Attachment[]) => {
      if (wanted.size === 0) queueMicrotask(askForWanted);
      for (const { id } of attachments) if (!urls.has(id) && isDue(id, PAUSE_MS)) wanted.add(id);
    },
    /** Once more for a file that did not load, where its address may have expired. */
    renew: (id: string) => {
      if (isDue(id, FRESH_MS)) renew([id]).catch(() => undefined);
    },
    /** Opens a file beside the page, or saves it, as its kind wants it. */
    open: async (id: string) => {
      await renew([id]).catch(() => undefined);
      const link = document.createElement("a");
      link.href = urls.get(id) ?? "";
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      if (urls.has(id)) link.click();
    },
  };
}
