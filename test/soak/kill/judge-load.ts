import type { SoakResult } from '../soak.js';
import type { Asking, Load, Span, TimedSending } from './load.js';

/** Answers may be missing only where a gateway was killed while they were under way. */
export function judgeLoad({ askings, sendings }: Load, kills: readonly Span[]): SoakResult {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  const note = (what: string, span: Span, text: string, isFine: boolean) => {
    const isExcused = kills.some(({ begun, ended }) => span.begun <= ended && span.ended >= begun);
    const name = `${what}${isExcused ? ', in flight at a kill' : ''}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (!isFine && !(isExcused && isClean(text))) failures.push(`${name}: ${text}`);
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
