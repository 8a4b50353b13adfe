import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

type Kept = { id: string; name: string; mediaType: string; bytes: number; message: string; body: Buffer };

/** The chat's endpoints for files, which keep what they get in memory. */
export function createFileStore(cors: Record<string, string>) {
  const kept = new Map<string, Kept>();

  async function put(request: IncomingMessage, { searchParams: query, origin }: URL) {
    const file = {
      ...(await fileIn(request)),
      name: query.get("name") ?? "",
      message: query.get("clientMessageId") ?? "",
    };
    if (file.name.endsWith(".exe")) return [400, {}] as const;
    kept.set(file.id, file);
    return [201, linked(file, origin)] as const;
  }

  const methods: Record<
    string,
    (request: IncomingMessage, url: URL) => Promise<readonly [status: number, body: object]>
  > = {
    POST: put,
    GET: async (_, { searchParams, origin }) => {
      const found = (searchParams.get("ids")?.split(",") ?? []).flatMap((id) => kept.get(id) ?? []);
      return [200, { attachments: found.map((file) => linked(file, origin)) }];
    },
    DELETE: async (_, { searchParams }) => [kept.delete(searchParams.get("id") ?? "") ? 200 : 404, {}],
  };

  return {
    /** The files that came for a message. */
    of: (clientMessageId?: string) => [...kept.values()].filter(({ message }) => message === clientMessageId),
    reset: () => kept.clear(),
    answer: async (request: IncomingMessage, response: ServerResponse, url: URL) => {
      if (url.pathname.endsWith("/file")) {
        const file = kept.get(url.searchParams.get("link") ?? "");
        return void response.writeHead(file ? 200 : 404, { "content-type": file?.mediaType ?? "" }).end(file?.body);
      }
      const [status, body] = (await methods[request.method ?? ""]?.(request, url)) ?? [405, {}];
      response.writeHead(status, { ...cors, "content-type": "application/json" }).end(JSON.stringify(body));
    },
  };
}

const linked = ({ id, name, mediaType, bytes }: Kept, origin: string) => ({
  ...{ id, name, mediaType, bytes },
  url: `${origin}/api/chat/attachments/file?link=${id}`,
});

async function fileIn(request: IncomingMessage) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const mediaType = String(request.headers["content-type"]).replace(/;.*/, "");
  return { id: randomUUID(), mediaType, bytes: body.length, body };
}
