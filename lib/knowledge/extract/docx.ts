import mammoth from "mammoth";
import { AppError } from "@/lib/platform/errors";

/** A Word document as HTML. Throws `invalid` when it is broken. */
export async function docxToHtml({ body, name }: { body: Buffer; name: string }): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml({ buffer: body });
    return value;
  } catch (cause) {
    throw new AppError("invalid", `${name} is broken and can't be opened`, { cause });
  }
}
