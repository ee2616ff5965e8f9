import type { Reply } from './reply.js';
import { type RawRequest, splitTarget } from './request.js';
import { unescapePercents } from './query-string.js';

/** Apache's limits, see docs/rundb.md, "Transport": bytes of the request line and of one header line. */
const LONGEST_LINE = 8190;
/** Beyond this Apache cannot look the path up as a file and answers its own 404 page. */
const LONGEST_PATH = 4080;

const PLAIN_TYPE = 'text/html; charset=iso-8859-1';

/** A page of the web server itself, without the application. */
export function apachePage(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const body = `<!DOCTYPE HTML>\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n</body></html>\n`;
  return { status, body, type: PLAIN_TYPE, headers, from: 'apache' };
}

/** The site's own page for what is not found. */
function notFoundPage(): Reply {
  return { ...apachePage(404, 'Not Found'), type: 'text/html; charset=utf-8' };
}

/** The page for what Apache cannot read. */
export function badRequest(): Reply {
  return apachePage(400, 'Bad Request');
}

function hasLongHeader(headers: RawRequest['headers']): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.length + 2 + String(value).length > LONGEST_LINE,
  );
}

function refusePath(path: string): Reply | undefined {
  if (!path.startsWith('/') || /%(?![0-9a-f]{2})/i.test(path)) return badRequest();
  if (/%2f|%00/i.test(path)) return notFoundPage();
  return path.length > LONGEST_PATH && unescapePercents(path).length > LONGEST_PATH
    ? notFoundPage()
    : undefined;
}

/** What the web server answers itself, without asking the application; undefined for all other requests. */
export function refuseAsApache(request: RawRequest): Reply | undefined {
  const { method, target, headers } = request;
  if (method.length + target.length + ' '.length + ' HTTP/1.1'.length > LONGEST_LINE) {
    return apachePage(414, 'Request-URI Too Long');
  }
  if (hasLongHeader(headers)) return badRequest();
  if (method === 'TRACE') return apachePage(405, 'Method Not Allowed', { Allow: '' });
  const refused = refusePath(splitTarget(target)[0]);
  if (refused !== undefined) return refused;
  // mod_wsgi passes no body of unknown length on.
  return headers['transfer-encoding'] === undefined ? undefined : apachePage(411, 'Length Required');
}
