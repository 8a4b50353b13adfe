import type { Route } from "next";
import { z } from "zod";
import { single, withQuery } from "@/app/dashboard/website/_components/address";
import { InboxFilter } from "@/lib/conversations/inbox/schema";

export const path = "/dashboard/conversations";

/** How many conversations scrolling adds, and how many one page holds before the next begins. */
const STEP = 50;
const MOST = 300;

/** The parameters of the page's address that filter. */
export const filterNames = ["q", "language", "site", "mood", "channel", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type Chosen = Partial<Record<FilterName | "view", string | undefined>>;

const day = z.iso.date().optional().catch(undefined);

const Address = z.object({
  q: InboxFilter.shape.q.catch(undefined),
  language: InboxFilter.shape.language.catch(undefined),
  site: InboxFilter.shape.siteId.catch(undefined),
  mood: InboxFilter.shape.mood.catch(undefined),
  channel: InboxFilter.shape.channel.catch(undefined),
  view: InboxFilter.shape.view.catch(undefined),
  from: day,
  to: day,
  shown: z.coerce.number().int().min(STEP).max(MOST).catch(STEP),
  after: z.string().max(200).optional(),
});

/** What an address asks for; what it can't ask for is as if it were not there. */
export function readAddress(params: Record<string, string | string[] | undefined>) {
  const given = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, single(value)]));
  const { shown, after, ...chosen } = Address.parse(given);
  return { shown, after, chosen };
}

/** As the verbs take it: both days are whole ones. */
export function filterOf({ from, to, site, ...filter }: ReturnType<typeof readAddress>["chosen"]): InboxFilter {
  return {
    ...filter,
    ...(site && { siteId: site }),
    ...(from && { since: `${from}T00:00:00Z` }),
    ...(to && { until: new Date(Date.parse(to) + 86_400_000).toISOString() }),
  };
}

/** Where the list is longer by a step, or where the next page begins. */
export function nextAddress(chosen: Chosen, shown: number, after: string | undefined, nextCursor: string): Route {
  if (shown < MOST) return withQuery(path, { ...chosen, after, shown: String(shown + STEP) });
  return withQuery(path, { ...chosen, after: nextCursor });
}

export const isLastStep = (shown: number) => shown >= MOST;
