import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type LocalAnswer =
  | string
  | { status?: number; headers?: Record<string, string>; body?: string | Buffer }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A website on loopback: what each path answers, HTML unless it says otherwise; 404 elsewhere. */
export async function startLocalSite(
  pages: Record<string, LocalAnswer> | ((path: string) => LocalAnswer | undefined),
  port = 0,
) {
  const hits: string[] = [];
  const find = typeof pages === "function" ? pages : (path: string) => pages[path];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    hits.push(path);
    const answer = find(path) ?? { status: 404, body: "Not found" };
    if (typeof answer === "function") return answer(request, response);
    const { status = 200, headers = {}, body = "" } = typeof answer === "string" ? { body: answer } : answer;
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/`,
    /** The paths that were asked for, in order. */
    hits,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LocalSite = Awaited<ReturnType<typeof startLocalSite>>;
