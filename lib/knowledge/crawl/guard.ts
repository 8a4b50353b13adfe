import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { Refusal } from "./refusal";

const PORTS: Record<string, string> = { "http:": "80", "https:": "443" };
const CONNECT_MS = 5_000;

/** Whether an IP address is one that anybody on the internet could reach. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (ip.range() !== "unicast") return false;
  // Only 2000::/3 is given out; the rest maps to other networks or will some day.
  return !(ip instanceof ipaddr.IPv6) || ((ip.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/**
 * Throws with what is wrong unless `url` may be fetched: http(s), no credentials, the scheme's own port, no private
 * address. `allowed` lists exceptions as host:port. A name may still lead to a private address: `guardedConnector`
 * looks again when it connects.
 */
export function assertFetchable(url: URL, allowed: readonly string[]): void {
  const port = PORTS[url.protocol];
  if (!port) throw new Refusal("address", `Only http:// and https:// addresses can be read, not ${url.protocol}`);
  if (url.username || url.password) throw new Refusal("address", "An address with a password in it is not read");
  if (isAllowed(url.hostname, url.port || port, allowed)) return;
  if (url.port) throw new Refusal("address", `Port ${url.port} of ${url.hostname} is not read; use the usual one`);
  const host = bare(url.hostname);
  if (isIP(host) && !isPublicAddress(host)) throw blocked(host);
}

/** Connects to public addresses and `allowed` hosts alone, whatever a name resolves to at that moment. */
export function guardedConnector(allowed: () => readonly string[]): buildConnector.connector {
  const open = buildConnector({ timeout: CONNECT_MS });
  const guarded = buildConnector({ timeout: CONNECT_MS, lookup: publicLookup() });
  return (options, callback) => {
    const host = bare(options.hostname);
    const port = options.port || PORTS[options.protocol] || "";
    if (isAllowed(options.hostname, port, allowed())) return open(options, callback);
    // The lookup is never asked about an address that needs none.
    if (isIP(host) && !isPublicAddress(host)) return callback(blocked(host), null);
    return guarded(options, callback);
  };
}

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A DNS lookup that fails when any of a name's addresses is not public. */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (refused || !first) return callback(blocked(host), "");
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

const isAllowed = (host: string, port: string, allowed: readonly string[]) =>
  allowed.includes(`${host.toLowerCase()}:${port}`);

const bare = (host: string) => host.replace(/^\[|\]$/g, "");

const blocked = (host: string) => new Refusal("address", `${host} is not on the public internet, so it is not read`);
