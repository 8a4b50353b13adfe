/** Browsers stop at 512. The parser's time grows with the square of the depth: here it takes a moment, far beyond it minutes. */
const MAX_DEPTH = 10_000;
/** Elements that hold nothing, or that end where the next one begins. */
const UNCLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|optgroup|tr|td|th|thead|tbody|tfoot|colgroup|rt|rp)$/i;

/** Whether a page's elements are inside each other too deeply to be parsed. */
export const isTooDeep = (html: string): boolean => mayBeTooDeep(html) && depthOf(html) > MAX_DEPTH;

/** A look at the first letters of tags alone, which is all that most pages need. */
function mayBeTooDeep(html: string): boolean {
  let depth = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    const next = html.charCodeAt(at + 1) | 0x20;
    if (next >= 0x61 && next <= 0x7a) depth += 1;
    else if (next === 0x2f && depth > 0) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][\w:-]*)/gi)) {
    if (UNCLOSED.test(name)) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
