import type { IncomingMessage } from 'node:http';
import { perServerHeader } from './credentials.js';
import { showUpstreamHeader } from './observe.js';
import { HttpRefusal } from './reply.js';

/** Which pages may use the gateway from a browser: its own, and those of the listed origins. */
export interface Origins {
  /** CORS headers of an answer to this request; `*` is never among them. */
  headersFor(request: IncomingMessage): Readonly<Record<string, string>>;
  /** Headers that answer a page's question whether it may send such a request. */
  preflightFor(request: IncomingMessage): Readonly<Record<string, string>>;
  /** @throws HttpRefusal 403 when a page of another origin sent the request */
  refuseForeignPage(request: IncomingMessage): void;
}

const acceptedHeaders = [
  'authorization',
  'content-type',
  'x-request-id',
  'apollo-require-preflight',
  'traceparent',
  'tracestate',
  showUpstreamHeader,
];

export function allowOrigins(listed: readonly string[], serverNames: readonly string[]): Origins {
  const isListed = (origin: string | undefined): origin is string =>
    origin !== undefined && listed.includes(origin);
  const accepted = [...acceptedHeaders, ...serverNames.map((name) => perServerHeader + name.toLowerCase())];
  return {
    headersFor({ headers: { origin } }) {
      const vary = { vary: 'Accept, Origin' };
      if (!isListed(origin)) return vary;
      const shown = {
        'access-control-expose-headers': 'X-Request-Id, RateLimit, RateLimit-Policy, Retry-After',
      };
      return {
        ...vary,
        ...shown,
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
      };
    },
    preflightFor({ headers: { origin } }) {
      if (!isListed(origin)) return {};
      return {
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': accepted.join(', '),
        'access-control-max-age': '600',
      };
    },
    refuseForeignPage(request) {
      const { origin } = request.headers;
      if (origin === undefined || isListed(origin) || origin === ownOrigin(request)) return;
      throw new HttpRefusal(
        403,
        'FORBIDDEN',
        'Pages of this origin may not use the gateway with these credentials.',
      );
    },
  };
}

/** The gateway speaks plain HTTP; behind a proxy with TLS its public origin has to be listed. */
function ownOrigin({ headers: { host } }: IncomingMessage): string {
  return `http://${host ?? ''}`;
}
