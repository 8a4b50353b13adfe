/** Where Supabase answers, and where it tells of changes. */
function sourcesOf(supabaseUrl: string): string {
  const { origin, host, protocol } = new URL(supabaseUrl);
  return `${origin} ${protocol === "https:" ? "wss" : "ws"}://${host}`;
}

/** What a website with a policy of its own must allow for the widget, a directive a line; the rest may be forbidden. */
export function policyForWidget(appUrl: string, supabaseUrl: string): string {
  const { origin } = new URL(appUrl);
  const connect = `connect-src ${origin} ${sourcesOf(supabaseUrl)}`;
  return [`script-src ${origin}`, connect, `img-src ${origin}`, `media-src ${origin}`]
    .map((line) => `${line};`)
    .join("\n");
}

/**
 * What a signed-in page may load: its own files, scripts that carry the nonce, and Supabase for live updates. React sets
 * widths and positions as style attributes, hence `style-src-attr`.
 */
export function contentSecurityPolicy(nonce: string, supabaseUrl: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src 'self' ${sourcesOf(supabaseUrl)}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
