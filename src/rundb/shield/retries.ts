import { RundbError } from '../error.js';
import type { Answer, Exchange } from '../exchange.js';
import { isOutOfService } from './breaker.js';

/** Milliseconds before the second attempt; doubled for each further one, and shaken, lest many keep step. */
const firstPause = 150;
/** Milliseconds. A server that wants a longer pause is not waited for. */
const longestPause = 10_000;

/** A retry for each ten requests, and some for the times when there are few: an outage is not multiplied. */
const earned = 0.1;
const mostSaved = 20;

/** What an attempt has come to. */
export type Outcome = { readonly answer: Answer } | { readonly failure: unknown };

/** Says which requests are sent again, and when. */
export class Retries {
  readonly #most: number;
  #saved = mostSaved;
  #made = 0;

  /** @param most for one request */
  constructor(most: number) {
    this.#most = most;
  }

  /** Requests that were sent again. */
  get made(): number {
    return this.#made;
  }

  /** A request is about to be sent for the first time. */
  begin(): void {
    this.#saved = Math.min(mostSaved, this.#saved + earned);
  }

  /** Milliseconds until the next attempt; undefined where what came is the outcome. */
  pauseAfter(outcome: Outcome, attempt: number, { method, until = Infinity }: Exchange): number | undefined {
    if (method !== 'GET' || attempt > this.#most || this.#saved < 1 || !mayPass(outcome)) return undefined;
    const pause = wantedPause(outcome) ?? firstPause * 2 ** (attempt - 1) * (0.5 + Math.random());
    if (pause > longestPause || performance.now() + pause >= until) return undefined;
    this.#saved -= 1;
    this.#made += 1;
    return pause;
  }
}

/** Timeouts are not among it: a server that is slow gets no faster by being asked twice. */
function mayPass(outcome: Outcome): boolean {
  if ('failure' in outcome) return outcome.failure instanceof RundbError && outcome.failure.isLostConnection;
  return outcome.answer.status === 429 || isOutOfService(outcome.answer);
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
function wantedPause(outcome: Outcome): number | undefined {
  const told = 'answer' in outcome ? outcome.answer.headers['retry-after'] : undefined;
  if (told === undefined) return undefined;
  const ms = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
