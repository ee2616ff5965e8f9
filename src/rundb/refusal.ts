import { RundbError, type RundbErrorKind } from './error.js';
import type { Answer } from './exchange.js';
import { parseRundbJson } from './json.js';
import { mayBeRowFault } from './row-fault.js';

/** Returns for an answer that rundb meant as success. @throws RundbError for any other; docs/rundb.md, "Status codes" */
export function requireSuccess(answer: Answer): void {
  if (answer.status >= 200 && answer.status < 300) return;
  if (answer.status < 400) throw redirection(answer);
  const [kind, message] = describeStatus(answer);
  const body = bodyOf(answer);
  // What rundb says of its own crashes is for nobody.
  const detail = answer.status < 500 ? body : undefined;
  throw new RundbError(kind, message, { ...answer.place, detail, mayBeOfRow: mayBeRowFault(answer, body) });
}

/**
 * Whether a detail answer says that there is no such row: nothing at all, or a JSON text for a key of the wrong type.
 * A web page says that there is no such resource. docs/rundb.md, "Error bodies"
 */
export function isMissingRow({ status, text }: Answer): boolean {
  return status === 404 && (text === '' || text.startsWith('{'));
}

function redirection({ headers, place }: Answer): RundbError {
  const location = headers.location ?? '';
  if (/^[^?]*\/login\b/.test(location)) {
    return new RundbError('unauthenticated', 'The Torrent Server asks for a login.', place);
  }
  if (location.startsWith('https:')) {
    const message = 'The Torrent Server wants https: the URL configured for it has to start with https://.';
    return new RundbError('redirected', message, place);
  }
  return new RundbError(
    'badResponse',
    'The Torrent Server points to another address; it is not followed.',
    place,
  );
}

const outOfService: [RundbErrorKind, string] = [
  'unavailable',
  'The Torrent Server is out of service at the moment.',
];
const byStatus: Readonly<Record<number, [RundbErrorKind, string]>> = {
  403: ['forbidden', 'The Torrent Server does not let this user do this.'],
  408: ['timeout', 'The Torrent Server did not get the whole request in time.'],
  429: ['overloaded', 'The Torrent Server has too much to do.'],
  502: outOfService,
  503: outOfService,
  504: outOfService,
};

function describeStatus({ status, headers, place }: Answer): [RundbErrorKind, string] {
  const known = byStatus[status];
  if (known) return known;
  if (status === 401) return describe401(headers['www-authenticate'] !== undefined);
  if (status === 404 || status === 410) {
    return [
      'notFound',
      `The Torrent Server knows no ${place.resource}: wrong address, or a release without it.`,
    ];
  }
  if (status >= 500) return ['serverError', `The Torrent Server failed on a request for ${place.resource}.`];
  return ['badRequest', `The Torrent Server refused a request for ${place.resource}.`];
}

/** rundb answers 401 also to callers it knows; only the header tells the two apart. docs/rundb.md, "Refusals" */
function describe401(asksForCredentials: boolean): [RundbErrorKind, string] {
  if (asksForCredentials) return ['unauthenticated', 'The Torrent Server does not accept the credentials.'];
  return ['forbidden', 'The Torrent Server does not let this user do this.'];
}

/** The body of a refusal, where it is JSON: it may hold rundb's reasons. */
function bodyOf({ text, place }: Answer): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return parseRundbJson(text, place);
  } catch {
    return undefined;
  }
}
