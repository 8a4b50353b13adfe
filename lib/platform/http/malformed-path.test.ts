import { unstable_doesMiddlewareMatch as doesMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, middleware } from "@/middleware";

const at = (path: string) => `http://localhost${path}`;

test.each(["/api/v1/scrape-jobs/%E0%A4%A", "/api/v1/sites/%ff/pages", "/api/v1/%"])(
  "%s is a wrong request with our error, before Next fails on it",
  async (path) => {
    expect(doesMatch({ config, url: at(path) })).toBe(true);
    const response = await middleware(new NextRequest(at(path)));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { code: "invalid", message: expect.stringContaining("percent-encoded UTF-8") },
    });
  },
);

test("escapes that decode pass on, and other requests to the API never meet the middleware", async () => {
  const path = "/api/v1/documents/%C3%BCber%20uns";
  expect(doesMatch({ config, url: at(path) })).toBe(true);
  expect((await middleware(new NextRequest(at(path)))).headers.get("x-middleware-next")).toBe("1");
  for (const plain of ["/api/chat", "/api/v1/sites", "/api/v1/search?query=100%25"]) {
    expect(doesMatch({ config, url: at(plain) })).toBe(false);
  }
});
