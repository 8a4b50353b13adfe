import type { Route } from "next";

/** A dashboard address with these parameters; those without a value are left out. */
export function withQuery<const Path extends string>(path: Path, query: Record<string, string | undefined>): Route {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return (given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path) as Route;
}

/** One value of a parameter that an address may hold never, once or often. */
export const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Where the dashboard shows the page of a site at an address. */
export const pageAddress = (siteId: string, url: string): Route =>
  withQuery(`/dashboard/website/${siteId}/page`, { url });
