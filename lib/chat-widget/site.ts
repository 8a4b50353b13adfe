import type { Site } from "./contract";

/** What a site says about itself to anyone; undefined when it can't be asked. */
export async function fetchSite(base: string, siteKey: string): Promise<Site | undefined> {
  try {
    const response = await fetch(`${base}/api/chat/site?key=${encodeURIComponent(siteKey)}`, { credentials: "omit" });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
