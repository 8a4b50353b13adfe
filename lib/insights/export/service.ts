import "server-only";
import { getCustomer } from "@/lib/accounts/service";
import { ownId } from "@/lib/conversations/chat-history/service";
import { ownChatId } from "@/lib/conversations/own-chat";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { limit } from "@/lib/platform/redis/limits";
import { toCsv } from "./csv";
import { toJson } from "./json";
import { type Cover, toPdf } from "./pdf/pdf";
import type { ExportConversations, ExportFormat, ExportRow } from "./schema";
import { selectOwnRows, selectVisitorsRows } from "./store";
import { words } from "./words";

type Reader = Ctx<ActorOf<"member"> | ActorOf<"api_key">>;
export type ExportFile = { name: string; mediaType: string; chunks: AsyncGenerator<string | Buffer> };

const DAY_MS = 86_400_000;

/** All that visitors and their answerers said in the conversations that began in the range, as a file that streams. */
export async function exportConversations(ctx: Reader, { format, from, to }: ExportConversations): Promise<ExportFile> {
  await limit({ exportByCustomer: ctx.customerId });
  const now = new Date().toISOString();
  const range = { from: from ?? "-infinity", to: to ? dayAfter(to) : now };
  const { name } = await getCustomer(ctx);
  const last = to ?? now.slice(0, 10);
  const cover: Cover = {
    title: words.conversations(name),
    range: words.range(from, last),
    isOwn: false,
  };
  return file(`conversations-${from ?? "all"}-${last}`, format, selectVisitorsRows(ctx, range), cover);
}

/** All that the caller and the assistant said to each other, as a file. Throws not_found for another user's id. */
export async function exportOwnChat(
  ctx: Ctx<ActorOf<"member">>,
  { user_id, format }: { user_id: string; format: ExportFormat },
): Promise<ExportFile> {
  const userId = ownId(ctx, user_id);
  await limit({ exportByMember: userId });
  const { name } = await getCustomer(ctx);
  const today = new Date().toISOString().slice(0, 10);
  const cover = { title: words.ownChat(name), range: words.range(undefined, today), isOwn: true };
  return file(`chat-${today}`, format, selectOwnRows(ctx, ownChatId(ctx)), cover);
}

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString();

const mediaTypes: Record<ExportFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  pdf: "application/pdf",
};

async function file(name: string, format: ExportFormat, rows: AsyncGenerator<ExportRow[]>, cover: Cover) {
  const batches = await begun(rows);
  const writers = { json: toJson, csv: toCsv, pdf: (rows: typeof batches) => toPdf(rows, cover) };
  return { name: `${name}.${format}`, mediaType: mediaTypes[format], chunks: writers[format](batches) };
}

/** The same batches, with the first one read: what fails at once can still be answered with what failed. */
async function begun<T>(batches: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await batches.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* batches;
  })();
}
