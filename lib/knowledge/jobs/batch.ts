import { gone } from "@/lib/knowledge/crawl/outcome";
import { pagesLike } from "@/lib/knowledge/crawl/twins";
import { apart } from "@/lib/knowledge/words/apart";
import type { Words } from "@/lib/knowledge/words/apart-worker";
import type { Likeness, Told } from "@/lib/knowledge/words/likeness";
import type { TimedRecord } from "./queue";

/** Records to be stored in one transaction, with the likeness of their pages by URL and, soon, the words of these. */
export type Batch = { records: TimedRecord[]; likeness: ReadonlyMap<string, Likeness>; words: Promise<Words | null> };

/** Makes a batch of records, without pages that say the same as another one of the job. Never fails, but its words may. */
export async function batchOf(read: TimedRecord[], jobId: string): Promise<Batch> {
  const likeness = await likenessOf(read);
  const records = await withoutTwins(read, likeness, jobId);
  return { records, likeness, words: wordsOf(records) };
}

/** One record of a batch as a batch of its own. */
export const alone = (record: TimedRecord, { likeness }: Pick<Batch, "likeness">): Batch => ({
  records: [record],
  likeness,
  words: wordsOf([record]),
});

function wordsOf(records: TimedRecord[]): Promise<Words | null> {
  const passages = records.flatMap((record) => record.passages ?? []);
  const words = passages.length > 0 ? apart("words", passages) : Promise.resolve(null);
  words.catch(() => {}); // Whoever stores them sees it.
  return words;
}

async function likenessOf(records: TimedRecord[]): Promise<Map<string, Likeness>> {
  const pages = records.flatMap(({ url, told }) => (told ? [{ url, told }] : []));
  const compared = await comparedBy(pages.map(({ told }) => told));
  return new Map(
    pages.flatMap(({ url }, index) => {
      const likeness = compared[index];
      return likeness ? [[url, likeness] as const] : [];
    }),
  );
}

/** A page that breaks the thread has no likeness, and is stored all the same; those that were with it are tried again. */
async function comparedBy(pages: Told[]): Promise<(Likeness | null)[]> {
  if (pages.length === 0) return [];
  const together = await apart("likeness", pages).catch(() => null);
  if (together || pages.length === 1) return together ?? [null];
  const compared: (Likeness | null)[] = [];
  for (const page of pages) compared.push(...(await comparedBy([page])));
  return compared;
}

/** What became of pages where one that says the same as another is left out. */
async function withoutTwins(
  records: TimedRecord[],
  likeness: Batch["likeness"],
  jobId: string,
): Promise<TimedRecord[]> {
  const twins = await pagesLike(
    [...likeness].map(([url, { said }]) => ({ url, said })),
    jobId,
  );
  return records.map((record) => {
    const { url, httpStatus, links, lastmods, processingTimeMs, finishedAt } = record;
    const twin = twins.get(url);
    if (twin === undefined) return record;
    const outcome = gone(httpStatus, `It says nearly the same as ${twin}`);
    return { ...outcome, url, links, ...(lastmods && { lastmods }), processingTimeMs, finishedAt };
  });
}
