/**
 * What browsers may do with an answer. Answers are no pages, so nothing may be loaded or framed by them; HTTPS and its
 * headers are the matter of the proxy that speaks it.
 */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * For GraphiQL and its files. Everything comes from this process and there is no inline script; the editor sets
 * styles on its elements and adds sheets of its own, which needs 'unsafe-inline' there; its fonts are written in its sheet.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
