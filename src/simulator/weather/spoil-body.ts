import type { Reply } from '../http/reply.js';
import type { Spoiling } from './weather.js';

/** Broken in the middle, so that a reader gets some way before it fails. */
function garble(body: string): string {
  const middle = Math.floor(body.length / 2);
  return `${body.slice(0, middle)}\u0000<!-- {"]${body.slice(middle)}`;
}

function spoil(body: string, spoiling: Spoiling): string {
  if (typeof spoiling === 'object') return spoiling.text;
  if (spoiling === 'wrong') return '{"objects": "none", "meta": []}';
  return spoiling === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : garble(body);
}

/** The same answer with a body that is not what it ought to be; status and headers tell nothing of it. */
export function spoilBody(reply: Reply, spoiling: Spoiling): Reply {
  return { ...reply, body: spoil(String(reply.body), spoiling) };
}
