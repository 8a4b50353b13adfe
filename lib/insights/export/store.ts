import { z } from "zod";
import { Source } from "@/lib/conversations/schema";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { ExportRow } from "./schema";

const BATCH = 500;
const BEFORE_ALL = { begunAt: "-infinity", conversationId: "00000000-0000-0000-0000-000000000000", seq: 0 };

/** What visitors and their answerers said in the conversations that began in [from, to), batch after batch. */
export async function* selectVisitorsRows({ db, customerId }: Ctx, { from, to }: { from: string; to: string }) {
  let place: typeof BEFORE_ALL | undefined = BEFORE_ALL;
  while (place) {
    const rows: Row[] = unwrap(
      await db.rpc("export_messages", {
        p_customer: customerId,
        p_from: from,
        p_to: to,
        p_after_begun: place.begunAt,
        p_after_conversation: place.conversationId,
        p_after_seq: place.seq,
        p_limit: BATCH,
      }),
    );
    const last = rows.at(-1);
    if (last) yield rows.map(rowOf);
    place = rows.length === BATCH && last ? placeOf(last) : undefined;
  }
}

type Row = {
  conversation_id: string;
  begun_at: string;
  channel: string;
  language: string;
  page_url: string | null;
  mood: string | null;
} & Said;

const placeOf = ({ begun_at, conversation_id, seq }: Row) => ({
  begunAt: begun_at,
  conversationId: conversation_id,
  seq,
});

const rowOf = ({ conversation_id, begun_at, channel, language, page_url, mood, ...said }: Row): ExportRow =>
  ExportRow.parse({
    conversation: { id: conversation_id, begunAt: begun_at, channel, language, pageUrl: page_url, mood },
    message: messageOf(said),
  });

/** What a member and the assistant said in the member's own chat, batch after batch. */
export async function* selectOwnRows({ db, customerId }: Ctx<ActorOf<"member">>, conversationId: string) {
  const columns = "id, created_at, channel, language, page_url" as const;
  const found = db.from("conversations").select(columns).eq("customer_id", customerId).eq("id", conversationId);
  const begun = unwrap(await found.maybeSingle());
  const { id = conversationId, created_at: begunAt, channel, language, page_url: pageUrl } = begun ?? {};
  const conversation = { id, begunAt, channel, language, pageUrl, mood: null };
  let seq: number | undefined = begun ? 0 : undefined;
  while (seq !== undefined) {
    const rows: Said[] = unwrap(
      await db
        .from("messages")
        .select("message_id:id, seq, role, content, answered, author_id, sources:parts->sources, created_at")
        .eq("customer_id", customerId)
        .eq("conversation_id", conversationId)
        .gt("seq", seq)
        .order("seq")
        .limit(BATCH),
    );
    if (rows.length > 0) yield rows.map((said) => ExportRow.parse({ conversation, message: messageOf(said) }));
    seq = rows.length === BATCH ? rows.at(-1)?.seq : undefined;
  }
}

type Said = {
  message_id: string;
  seq: number;
  role: string;
  content: string;
  answered: boolean | null;
  author_id: string | null;
  sources: unknown;
  created_at: string;
};

const Sources = z.array(Source).catch([]);

const messageOf = ({ message_id: id, role, author_id, sources, created_at: createdAt, ...said }: Said) => ({
  ...said,
  id,
  from: author_id ? "member" : role,
  sources: Sources.parse(sources),
  createdAt,
});
