const MAX_FOLDERS = 16;
const MAX_PARAMETERS = 20;
const MAX_FILTERS = 2;
const MAX_MONTHS_AWAY = 13;
/** So many sets of parameters that one page may be asked with, before they are taken for filters. */
const MAX_SETS = 12;
/** How much of a site is remembered: enough to tell traps, and bounded. */
const MAX_PAGES = 2_000;
const MAX_SHOWN = 50;

type Trap = { kind: string; reason: string };

const traps = {
  depth: `The address is more than ${MAX_FOLDERS} folders deep, as those are that a website makes up without end`,
  circle: "The address repeats the same folders again and again, as happens when links lead in a circle",
  growing: "The address carries another address inside it, which grows with every link",
  parameters: `The address has more than ${MAX_PARAMETERS} settings after its “?”`,
  filters: "The address is one of many combinations of filters and sortings of the same list, which are not all read",
  calendar: "The calendar goes on without end; its pages more than a year away are not read",
} as const;

/** A pattern of addresses that a website makes without end, if this is one of them. */
export function trapOf(url: string, now = new Date()): Trap | null {
  // As text: this is asked of every link.
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const query = url.indexOf("?");
  const pathname = url.slice(start, query < 0 ? undefined : query);
  const search = query < 0 ? "" : url.slice(query);
  const kind = trapOfPath(pathname) ?? (search ? trapOfQuery(search.slice(1)) : null);
  if (kind) return { kind, reason: traps[kind] };
  return isFarCalendar(pathname, search, now) ? { kind: "calendar", reason: traps.calendar } : null;
}

function trapOfPath(path: string): keyof typeof traps | null {
  const folders = path.split("/").length - 1;
  if (folders > MAX_FOLDERS) return "depth";
  return folders > 3 && /(\/[^/]+(?:\/[^/]+){0,2})\1\1(?:\/|$)/.test(path) ? "circle" : null;
}

const FILTER =
  /^(?:filters?|facets?|f|pa|attribute)(?:[_.[]|%5B|$)|^(?:colou?r|farbe|couleur|size|gr(?:oe|%C3%B6)(?:ss|%C3%9F)e|brand|marke|material|rating|price|preis|(?:min|max)_?price|price_?(?:min|max|from|to)|sort|sort_?(?:by|order)|order|order_?by|dir|direction|view|mode|display|limit|per_?page|page_?size|availability|in_?stock)(?:\[|%5B|$)/i;

function trapOfQuery(query: string): keyof typeof traps | null {
  const names = query.split("&").map((part) => part.split("=", 1)[0] ?? "");
  if (names.length > MAX_PARAMETERS) return "parameters";
  if (/%25(?:25)*(?:2F|3A|3F)/i.test(query) || (query.match(/%3F[^&]*%3D/gi)?.length ?? 0) > 2) return "growing";
  if (names.some((name) => names.filter((other) => other === name).length > 3)) return "filters";
  return names.filter((name) => FILTER.test(name)).length > MAX_FILTERS ? "filters" : null;
}

const CALENDAR =
  /calend|kalend|agenda|events?\b|termine|veranstaltung|schedule|archive|month|week|\bday|date|tribe|monat|woche/i;
const MONTH = /(?:^|\D)((?:19|20|21)\d\d)[-/_.]?(0?[1-9]|1[0-2])(?:[-/_.]?\d{1,2})?\/?$/;

/** Whether a calendar shows a month or a day that is more than about a year from now. A page below a date is none. */
function isFarCalendar(path: string, search: string, now: Date): boolean {
  const places = [path, ...search.slice(1).split("&")];
  const found = places.map((place) => MONTH.exec(place)).find(Boolean);
  if (!found || !CALENDAR.test(path + search)) return false;
  const months = (Number(found[1]) - now.getUTCFullYear()) * 12 + Number(found[2]) - 1 - now.getUTCMonth();
  return Math.abs(months) > MAX_MONTHS_AWAY;
}

/** Keeps a reader out of traps, and lets one address of each pass, so that it is recorded once with its reason. */
export class Traps {
  private readonly sets = new Map<string, Set<string>>();
  private readonly shown = new Map<string, Trap>();
  private readonly patterns = new Set<string>();

  /** The links worth following, and the first that leads into each trap. */
  pass(links: string[]): string[] {
    return links.filter((link) => {
      const trap = trapOf(link) ?? this.combination(link);
      return !trap || this.isFirst(link, trap);
    });
  }

  /** Why an address is not to be read, if it is one of a trap. */
  reasonAgainst(url: string): string | null {
    return (this.shown.get(url) ?? trapOf(url))?.reason ?? null;
  }

  /** A list that is asked for with ever new sets of parameters is being filtered, whatever their names. */
  private combination(link: string): Trap | null {
    const query = link.indexOf("?");
    if (query < 0 || !link.includes("&")) return null;
    const path = link.slice(0, query);
    const names = link.slice(query + 1).replace(/=[^&]*/g, "");
    const known = this.sets.get(path) ?? new Set();
    if (known.has(names)) return null;
    if (known.size >= MAX_SETS) return { kind: "filters", reason: traps.filters };
    if (this.sets.size < MAX_PAGES) this.sets.set(path, known.add(names));
    return null;
  }

  private isFirst(link: string, trap: Trap): boolean {
    if (this.shown.has(link)) return true;
    const pattern = `${trap.kind} ${link.split(/[/?]/, 4).join("/")}`;
    if (this.patterns.has(pattern) || this.patterns.size >= MAX_SHOWN) return false;
    this.patterns.add(pattern);
    this.shown.set(link, trap);
    return true;
  }
}
