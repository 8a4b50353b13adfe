import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright";
import { buildWidget } from "@/scripts/build-widget";
import { findChromium } from "@/scripts/chromium";
import { startChatServer } from "./chat-server";
import { listen } from "./listen";

const args = [
  ...["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  "--use-fake-device-for-media-stream", // A microphone that beeps, of which nobody is asked.
  "--use-fake-ui-for-media-stream",
];

type Host = { lang?: string; dir?: string; tags?: number; head?: string; isStrict?: boolean };

/** The built widget on a page of another origin, whose policy allows nothing but the widget's origin. */
export async function startStage() {
  const files = await mkdtemp(join(tmpdir(), "omniops-widget-"));
  const sizes = await buildWidget(files);
  const chat = await startChatServer(files);
  const executablePath = findChromium();
  const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
  let host: Host = {};

  const pages = await listen(
    createServer((_, response) => {
      const { url } = chat;
      const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; img-src ${url}; media-src ${url}`;
      const headers = { "content-type": "text/html; charset=utf-8" };
      response.writeHead(200, host.isStrict === false ? headers : { ...headers, "content-security-policy": policy });
      response.end(pageOf(url, host));
    }),
  );

  /** Opens the host page and gives it with what the browser complained about, and which parts it has loaded. */
  async function visit(options: Host = {}, context: BrowserContextOptions = {}) {
    host = options;
    const page = await (await browser.newContext({ viewport: { width: 900, height: 760 }, ...context })).newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) complaints.push(message.text());
    });
    const parts: string[] = [];
    page.on("request", (request) => parts.push(...(/(?<=\/widget\/)[\w-]+(?=\.js)/.exec(request.url()) ?? [])));
    await page.goto(pages.url);
    return { page, complaints, loaded: () => [...parts], ...partsOf(page) };
  }

  /** Ends every visit, and lets the server forget them. */
  async function clear() {
    await Promise.all(browser.contexts().map((context) => context.close()));
    chat.reset();
  }

  async function close() {
    await browser.close();
    await Promise.all([chat.close(), pages.close(), rm(files, { recursive: true })]);
  }

  return { chat, sizes, pageUrl: pages.url, visit, clear, close };
}

export type Stage = Awaited<ReturnType<typeof startStage>>;

function pageOf(url: string, { lang = "en", dir = "ltr", tags = 1, head = "" }: Host): string {
  const tag = `<script src="${url}/widget.js" data-site="pk_test" async></script>`;
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><title>Mill</title>${head}</head>
    <body><h1>Mill</h1><a href="#x">A link</a>${tag.repeat(tags)}</body></html>`;
}

/** The widget's parts by the names that people who hear the page know them by. */
function partsOf(page: Page) {
  const input = page.getByRole("textbox", { name: "Message" });
  return {
    launcher: page.getByRole("button", { name: "Open chat" }),
    panel: page.getByRole("dialog"),
    input,
    answers: page.locator(".message.assistant .bubble"),
    spoken: page.getByRole("log").locator("p"),
    /** Sends a message, once the answer before has ended. */
    say: async (text: string) => {
      await input.fill(text);
      await page.locator(".composer [type=submit]").waitFor();
      await input.press("Enter");
    },
  };
}
