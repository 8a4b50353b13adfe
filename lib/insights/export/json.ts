import type { ExportRow } from "./schema";

/** `{ "conversations": [{ …, "messages": [{ … }] }] }`, a conversation at a time. */
export async function* toJson(batches: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let open: string | undefined;
  yield '{"conversations":[';
  for await (const rows of batches) {
    let text = "";
    for (const { conversation, message } of rows) {
      if (conversation.id === open) text += ",\n";
      else text += `${open ? "]},\n" : "\n"}${JSON.stringify(conversation).slice(0, -1)},"messages":[\n`;
      text += JSON.stringify(message);
      open = conversation.id;
    }
    yield text;
  }
  yield `${open ? "]}" : ""}]}\n`;
}
