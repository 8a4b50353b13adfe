import { expect, test } from "vitest";
import { randomToken, secretsMatch, sha256Hex } from "./token";

test("a token names what it opens and never repeats", () => {
  const tokens = new Set(Array.from({ length: 1000 }, () => randomToken("sk")));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^sk_[\w-]{43}$/);
});

test("hashes are those of SHA-256", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test.each([
  ["secret", "secret", true],
  ["secret", "secres", false],
  ["", "secret", false],
  ["secret, longer", "secret", false],
])("%j against %j is %s", (given, wanted, same) => {
  expect(secretsMatch(given, wanted)).toBe(same);
});
