import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { assertFetchable, guardedConnector, isPublicAddress, publicLookup } from "./guard";

test.each([
  "127.0.0.1",
  "127.8.9.10",
  "0.0.0.0",
  "10.0.0.5",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8.8",
  "::7f00:1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::7f00:1",
  "2002:7f00:1::1",
  "2001:0:1::1",
  "2001:db8::1",
  "fc00::1",
  "fd00::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "4000::1",
  "not an address",
])("%s is not a public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8"])(
  "%s is a public address",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ["http://127.0.0.1/", "public internet"],
  ["http://2130706433/", "public internet"],
  ["http://0x7f.1/", "public internet"],
  ["http://127.1/", "public internet"],
  ["http://0/", "public internet"],
  ["http://[::1]/", "public internet"],
  ["http://[::ffff:127.0.0.1]/", "public internet"],
  ["http://[::ffff:7f00:1]/", "public internet"],
  ["http://[64:ff9b::7f00:1]/", "public internet"],
  ["http://[2002:7f00:1::]/", "public internet"],
  ["http://169.254.169.254/latest/meta-data/", "public internet"],
  ["http://example.com:6379/", "Port 6379"],
  ["https://example.com:80/", "Port 80"],
  ["http://user:secret@example.com/", "password"],
  ["ftp://example.com/", "ftp:"],
  ["file:///etc/passwd", "file:"],
  ["gopher://example.com/", "gopher:"],
  ["data:text/html,hello", "data:"],
])("%s is not fetched", (address, reason) => {
  expect(() => assertFetchable(new URL(address), [])).toThrow(reason);
});

test.each(["http://example.com/", "https://example.com:443/page", "https://8.8.8.8/"])(
  "%s may be fetched",
  (address) => {
    expect(() => assertFetchable(new URL(address), [])).not.toThrow();
  },
);

test("an exception is for one host and port alone", () => {
  const allowed = ["127.0.0.1:3000", "localhost:80"];
  expect(() => assertFetchable(new URL("http://127.0.0.1:3000/demo"), allowed)).not.toThrow();
  expect(() => assertFetchable(new URL("http://localhost/"), allowed)).not.toThrow();
  expect(() => assertFetchable(new URL("http://127.0.0.1:3001/"), allowed)).toThrow("3001");
  expect(() => assertFetchable(new URL("http://127.0.0.1/"), allowed)).toThrow("public internet");
});

/** What a name resolves to when DNS says so. */
function resolved(addresses: string[], all = true) {
  const lookup = publicLookup((_host, _options, callback) => {
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  });
  return new Promise<unknown>((resolve, reject) => {
    lookup("name.example", { all }, (error, found) => (error ? reject(error) : resolve(found)));
  });
}

test("a name that leads to a private address is refused when it connects, also beside a public one", async () => {
  await expect(resolved(["127.0.0.1"])).rejects.toThrow("public internet");
  await expect(resolved(["8.8.8.8", "10.0.0.1"])).rejects.toThrow("public internet");
  await expect(resolved(["::ffff:10.0.0.1"], false)).rejects.toThrow("public internet");
  await expect(resolved([])).rejects.toThrow("public internet");
});

test("a name that leads to public addresses alone gets them", async () => {
  expect(await resolved(["8.8.8.8", "8.8.4.4"])).toEqual([
    { address: "8.8.8.8", family: 4 },
    { address: "8.8.4.4", family: 4 },
  ]);
  expect(await resolved(["8.8.8.8"], false)).toBe("8.8.8.8");
});

test.each(["127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "localhost"])(
  "no connection is opened to %s",
  async (hostname) => {
    const connect = guardedConnector(() => ["127.0.0.1:4000"]);
    const outcome = new Promise((resolve, reject) => {
      connect({ hostname, port: "9", protocol: "http:" }, (error, socket) => (error ? reject(error) : resolve(socket)));
    });
    await expect(outcome).rejects.toThrow("public internet");
  },
);
