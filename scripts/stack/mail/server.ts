import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { close, listen } from "@/scripts/stack/listen";
import { readMails } from "./mailbox";
import { mailBody, mailPage } from "./page";

export type MailSettings = { port: number; mailDir: string };

type Answer = { status?: number; type: string; policy?: string; body: string };

/** Shows the mails of a folder on loopback: a page for people at `/`, the same as JSON at `/api/mails`. */
export async function startMail({ port, mailDir }: MailSettings) {
  const server = createServer((request, response) => {
    answer(request, mailDir).then(
      (found) => write(response, found),
      () => write(response, { status: 500, type: "text/plain", body: "The mails could not be read." }),
    );
  });
  const url = await listen(server, port);
  return { url, close: () => close(server) };
}

async function answer(request: IncomingMessage, mailDir: string): Promise<Answer> {
  const { pathname, hostname, searchParams } = new URL(
    request.url ?? "/",
    `http://${request.headers.host ?? "localhost"}`,
  );
  // A name that someone else's DNS points here would let their page read the mails.
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return notFound;
  const asset = assets[pathname];
  if (asset) return { type: asset.type, body: readFileSync(join(import.meta.dirname, asset.file), "utf8") };
  const mails = await readMails(mailDir);
  if (pathname === "/api/mails") {
    const limit = Number(searchParams.get("limit") ?? mails.length);
    return { type: "application/json", body: JSON.stringify(mails.slice(0, limit)) };
  }
  const [, folder, id] = pathname.split("/");
  const mail = mails.find((candidate) => candidate.id === id);
  if (folder === "bodies" && mail) return { type: "text/html", policy: bodyPolicy, body: mailBody(mail) };
  if (pathname === "/" || (folder === "mails" && mail)) return { type: "text/html", body: mailPage(mails, id) };
  return notFound;
}

const notFound: Answer = { status: 404, type: "text/plain", body: "There is no such mail." };

const assets: Record<string, { type: string; file: string }> = {
  "/style.css": { type: "text/css", file: "style.css" },
  "/refresh.js": { type: "text/javascript", file: "refresh.js" },
};

const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'";

// A mail may look as it likes, and do nothing but open its links.
const bodyPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function write(response: ServerResponse, { status = 200, type, policy = pagePolicy, body }: Answer): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  response.end(body);
}
