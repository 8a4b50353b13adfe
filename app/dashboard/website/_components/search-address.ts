import { z } from "zod";
import { Kind, SearchFilters } from "@/lib/knowledge/search/schema";
import { single } from "./address";

/** The parameters of the page's address that a search is kept to. */
export const filterNames = ["site", "kind", "language", "path", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];

const day = z.iso.date().optional().catch(undefined);

const Address = z.object({
  q: z
    .string()
    .transform((typed) => typed.trim().slice(0, 1000) || undefined)
    .optional(),
  site: z.uuid().optional().catch(undefined),
  kind: Kind.optional().catch(undefined),
  language: SearchFilters.shape.language.catch(undefined),
  path: z.string().transform(pathOf).pipe(SearchFilters.shape.path.unwrap()).optional().catch(undefined),
  from: day,
  to: day,
});
export type Chosen = z.infer<typeof Address>;

/** The path that somebody means who types it with or without its slash, or pastes the whole address. */
function pathOf(typed: string): string {
  return URL.parse(typed.trim(), "https://site/")?.pathname ?? typed;
}

/** What an address asks for; what it can't ask for is as if it were not there. */
export function readAddress(params: Record<string, string | string[] | undefined>): Chosen {
  return Address.parse(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, single(value)])));
}

/** As a search takes them: both days are whole ones. */
export function filtersOf({ site, kind, language, path, from, to }: Chosen): SearchFilters {
  return {
    ...(site && { siteIds: [site] }),
    ...(kind && { kinds: [kind] }),
    ...(language && { language }),
    ...(path && { path }),
    ...(from && { changedSince: `${from}T00:00:00Z` }),
    ...(to && { changedBefore: new Date(Date.parse(to) + 86_400_000).toISOString() }),
  };
}
