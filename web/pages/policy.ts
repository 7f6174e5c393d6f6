/**
 * What a page may do: nothing but what comes with the site. Styles are written into elements by plots, tables and the
 * editor. The kernel is a worker from a file, under the policy of its own response (docs/web.md).
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
