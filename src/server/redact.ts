/** What stands in place of a secret. */
const gone = '[redacted]';

/** Forms in which credentials come; what is before the secret stays, so that the line can still be understood. */
const secrets: readonly RegExp[] = [
  /\b((?:ApiKey|Basic|Bearer)\s+)[^\s"',;]+/gi,
  /\b((?:sessionid|csrftoken|api_?key|password|passwd|token|secret)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
  /(\/\/)[^\s/@]+(?=@)/g,
];

/**
 * A text for the log without the credentials in it. Nothing that is logged should hold any: this is for messages of
 * errors that nobody foresaw, which may quote a header, an address or a form.
 */
export function redact(text: string): string {
  return secrets.reduce((left, secret) => left.replace(secret, `$1${gone}`), text);
}
