import { mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startMail } from "./server";

async function mailPage(...mails: object[]) {
  const mailDir = mkdtempSync(join(tmpdir(), "mail-"));
  for (const [index, mail] of mails.entries()) {
    const whole = {
      id: `m${index}`,
      to: "ann@example.com",
      subject: `Mail ${index}`,
      html: "<p>Hello</p>",
      text: "",
      ...mail,
    };
    writeFileSync(join(mailDir, `m${index}.json`), JSON.stringify(whole));
  }
  const server = await startMail({ port: 0, mailDir });
  onTestFinished(server.close);
  const get = (path: string) => fetch(`${server.url}${path}`);
  return { ...server, mailDir, get, text: async (path: string) => (await get(path)).text() };
}

test("mails are listed newest first, as JSON and on the page", async () => {
  const page = await mailPage(
    { sentAt: "2026-11-21T05:00:00.000Z", subject: "Older" },
    { sentAt: "2026-11-21T06:00:00.000Z", subject: "Newer" },
  );
  const mails = (await (await page.get("/api/mails")).json()) as { subject: string }[];
  expect(mails.map(({ subject }) => subject)).toEqual(["Newer", "Older"]);
  const html = await page.text("/");
  expect(html.indexOf("Newer")).toBeLessThan(html.indexOf("Older"));
});

test("a page without mail says why, and shows the first mail once it comes", async () => {
  const page = await mailPage();
  expect(await page.text("/")).toContain("No mail yet");
  writeFileSync(join(page.mailDir, "half.json"), '{"id": "ha'); // Still being written.
  expect(await page.text("/")).toContain("No mail yet");
  const mail = { id: "x", to: "a@b.test", subject: "Welcome", html: "", text: "", sentAt: "2026-11-21T05:00:00.000Z" };
  writeFileSync(join(page.mailDir, "x.json"), JSON.stringify(mail));
  expect(await page.text("/")).toContain("Welcome");
});

test("what a mail says cannot run or reach anything, and its links open", async () => {
  const script = "<script>alert(1)</script>";
  const page = await mailPage({
    sentAt: "2026-11-21T05:00:00.000Z",
    subject: script,
    to: `"${script}"@example.com`,
    html: `${script}<a href="http://127.0.0.1:3000/auth/confirm">Confirm</a>`,
  });
  expect(await page.text("/")).not.toContain(script);
  const body = await page.get("/bodies/m0");
  const policy = body.headers.get("content-security-policy");
  expect(policy).toContain("sandbox allow-popups");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("allow-scripts");
  expect(await body.text()).toContain('<base target="_blank">');
});

test("a mail of text alone keeps its lines, and its addresses are links", async () => {
  const page = await mailPage({ sentAt: "2026-11-21T05:00:00.000Z", html: "", text: "1 < 2\nhttp://a.test/x?a=1&b=2" });
  expect(await page.text("/bodies/m0")).toContain(
    '<pre>1 &lt; 2\n<a href="http://a.test/x?a=1&amp;b=2">http://a.test/x?a=1&amp;b=2</a></pre>',
  );
});

test("a page that reaches this server by a name of its own reads nothing", async () => {
  const page = await mailPage({ sentAt: "2026-11-21T05:00:00.000Z" });
  const status = await new Promise((resolve) => {
    request(`${page.url}/api/mails`, { headers: { host: "evil.test" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(404);
});

test("an unknown mail is not found", async () => {
  const page = await mailPage();
  expect((await page.get("/mails/nothing")).status).toBe(404);
  expect((await page.get("/bodies/nothing")).status).toBe(404);
});
