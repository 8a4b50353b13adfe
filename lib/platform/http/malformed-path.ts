import { AppError } from "@/lib/platform/errors";
import { failure } from "./respond";

/**
 * The answer to a request whose path has escapes that don't decode, such as /rooms/%E0%A4%A; undefined for any other. For
 * the middleware: Next decodes paths before a route sees them, and what it can't decode would be a failure of ours.
 */
export function refuseMalformedPath({ url }: { url: string }): Response | undefined {
  const { pathname } = new URL(url);
  try {
    decodeURIComponent(pathname);
    return undefined;
  } catch {
    const reason = `The path "${pathname}" can't be decoded. Write what isn't a letter as percent-encoded UTF-8`;
    return failure(new AppError("invalid", reason));
  }
}
