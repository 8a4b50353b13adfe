/**
 * What a signed-in page may load: its own files, scripts that carry the nonce, and Supabase for live updates. React sets
 * widths and positions as style attributes, hence `style-src-attr`.
 */
export function contentSecurityPolicy(nonce: string, supabaseUrl: string, isDevelopment: boolean): string {
  const { origin, host, protocol } = new URL(supabaseUrl);
  const socket = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    `connect-src 'self' ${origin} ${socket}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
