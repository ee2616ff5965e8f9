import { API_PREFIX } from '../http/api-paths.js';
import type { Random } from '../writing/random.js';
import type { WeatherRule } from './weather.js';

/** The part of a request that rules look at. */
export interface RequestLine {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
}

function fitsMethod(method: WeatherRule['method'], asked: string): boolean {
  if (method === undefined) return true;
  const methods = typeof method === 'string' ? [method] : method;
  return methods.some((name) => name.toUpperCase() === asked);
}

/** One rule with what it has seen so far. */
export class RuleCounter {
  readonly #path: string;
  readonly #pattern: RegExp | undefined;
  #seen = 0;
  #taken = 0;

  constructor(readonly rule: WeatherRule) {
    const { path = '/', pattern } = rule;
    this.#path = path.startsWith('/') ? path : `${API_PREFIX}${path}`;
    this.#pattern = pattern === undefined ? undefined : new RegExp(pattern);
  }

  /** Requests that the rule was asked about and that fit it, and those of them that it took. */
  get counts(): { readonly seen: number; readonly taken: number } {
    return { seen: this.#seen, taken: this.#taken };
  }

  /** Whether the rule takes this request; counts it. */
  takes(request: RequestLine, random: Random): boolean {
    if (!this.#fits(request)) return false;
    this.#seen += 1;
    if (!this.#isDue(random)) return false;
    this.#taken += 1;
    return true;
  }

  #fits({ method, target }: RequestLine): boolean {
    return (
      fitsMethod(this.rule.method, method) &&
      target.startsWith(this.#path) &&
      (this.#pattern?.test(target) ?? true)
    );
  }

  #isDue(random: Random): boolean {
    const { skip = 0, every = 1, next = Infinity, probability = 1 } = this.rule;
    const place = this.#seen - skip;
    return (
      place > 0 &&
      place % every === 0 &&
      this.#taken < next &&
      (probability >= 1 || random.next() < probability)
    );
  }
}
