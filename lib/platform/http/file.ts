import { z } from "zod";

/** The output of an operation that answers with a file. */
export const FileResponse = z.instanceof(Response);

/** A download that is written while it is sent. What fails on the way breaks it off, so that half is not taken for all. */
export function fileResponse(name: string, mediaType: string, chunks: AsyncGenerator<string | Uint8Array>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) return controller.close();
      controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}
