import type { SoakResult } from '../soak.js';
import type { Asking, Load, Span, TimedSending } from './load.js';

/** A gateway that was killed, or stopped. */
export interface Loss extends Span {
  readonly what: 'killed' | 'stopped';
  readonly gateway: string;
}

/** Answers may be missing only where a gateway was killed while they were under way. */
export function judgeLoad({ askings, sendings }: Load, losses: readonly Loss[]): SoakResult {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  const note = (what: string, span: Span, text: string, isFine: boolean) => {
    const isExcused = losses.some(
      ({ what, begun, ended }) => what === 'killed' && span.begun <= ended && span.ended >= begun,
    );
    const name = `${what}${isExcused ? ', in flight at a kill' : ''}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (!isFine && !(isExcused && isClean(text)))
      failures.push(`${name}: ${text}, ${tellWhen(span, losses)}`);
  };
  for (const asking of askings) {
    const { kind } = asking.outcome;
    note(`questions answered: ${kind}`, asking, tellAsking(asking), kind === 'right');
  }
  for (const sending of sendings) {
    const { kind } = sending.outcome;
    note(`plans ordered: ${kind}`, sending, tellSending(sending), kind === 'plan');
  }
  return { counts: Object.fromEntries(Object.entries(counts).sort()), failures };
}

/** The proxy says that the gateway is gone, in the form of GraphQL. */
const isClean = (text: string): boolean => text.startsWith('GATEWAY_UNAVAILABLE');

function tellWhen({ begun, ended }: Span, losses: readonly Loss[]): string {
  const last = losses.findLast((loss) => loss.begun <= ended);
  if (!last) return 'before any loss';
  const [from, to] = [begun - last.begun, ended - last.begun].map(Math.round);
  return `${from} to ${to} ms after ${last.gateway} was ${last.what} for ${Math.round(last.ended - last.begun)} ms`;
}

function tellAsking({ outcome, question }: Asking): string {
  switch (outcome.kind) {
    case 'right':
      return '';
    case 'wrong':
      return `${outcome.text} to ${question.query}`;
    case 'failed':
      return `${outcome.code} to ${question.query}`;
    case 'cut':
      return `${outcome.why} to ${question.query}`;
  }
}

function tellSending({ outcome, order }: TimedSending): string {
  return outcome.kind === 'error'
    ? `${outcome.code} ${outcome.message}`
    : `${JSON.stringify(outcome)} to ${order.key}`;
}
