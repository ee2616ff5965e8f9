import type { Told } from './ask.js';
import type { Caller } from './callers.js';
import { markedIn } from './marking-server.js';

/** How it is while a question is asked. */
export interface Situation {
  /** The server does not answer. */
  readonly isDown: boolean;
  /** The caller's credential was withdrawn, and the gateway has learnt it. */
  readonly isRefused: boolean;
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly freshness?: Readonly<Record<string, { readonly stale: boolean }>> };
}

/** What an answer was, for the count; and what is wrong with it, where something is. */
export interface Judgement {
  readonly kind: 'asked' | 'kept' | 'stale' | 'refused' | 'without an answer';
  readonly fault?: string;
}

const refusals: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED']);
const outages: ReadonlySet<string> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_OVERLOADED',
]);

/** Nobody finds a mark but his own, and who may see nothing finds nothing, whatever it was kept for. */
export function judge(caller: Caller, { text }: Told, { isDown, isRefused }: Situation): Judgement {
  const body = JSON.parse(text) as Body;
  const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
  const seen = Object.values(body.data ?? {}).filter((value) => value !== null);
  const foreign = [...markedIn(text)].filter((mark) => mark !== caller.sees);
  const kind = kindOf(body, seen.length > 0, codes);
  if (foreign.length > 0) return { kind, fault: `sees what ${foreign.join(', ')} was shown` };
  if (caller.sees === undefined || isRefused) {
    if (seen.length > 0) return { kind, fault: 'is answered, and may see nothing' };
    return codes.some((code) => refusals.has(code) || (isDown && outages.has(code)))
      ? { kind }
      : { kind, fault: `is refused in other words: ${codes.join()}` };
  }
  if (isDown) {
    const others = codes.filter((code) => !outages.has(code));
    return others.length > 0 ? { kind, fault: `finds another failure: ${others.join()}` } : { kind };
  }
  return codes.length > 0 ? { kind, fault: `finds ${codes.join()}` } : { kind };
}

function kindOf({ extensions }: Body, isSeen: boolean, codes: readonly string[]): Judgement['kind'] {
  const freshness = Object.values(extensions?.freshness ?? {});
  if (freshness.some(({ stale }) => stale)) return 'stale';
  if (codes.some((code) => refusals.has(code))) return 'refused';
  if (!isSeen) return 'without an answer';
  return freshness.length > 0 ? 'kept' : 'asked';
}
