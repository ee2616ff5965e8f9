import { setMaxListeners } from 'node:events';
import { Random } from '../writing/random.js';
import { Gate } from './gate.js';
import { readWeather } from './read-weather.js';
import { type RequestLine, RuleCounter } from './rule-counter.js';
import type { Delay, Fault, Stretch, Weather } from './weather.js';
import { REAL_COST } from './real-server.js';

/** What the weather does to one request. */
export interface Effect {
  /** Milliseconds before the work. */
  readonly delay: number;
  /** Milliseconds for a row of a resource, after the work. */
  rowCost(resource: string): number;
  readonly fault: Fault;
  /** Aborted when this weather ends: what waits for time to pass, or hangs, then goes on. */
  readonly until: AbortSignal;
}

/** The state of the weather, as `GET /__weather/state` tells it. */
export interface SkyState {
  readonly inService: number;
  readonly waiting: number;
  /** In the order of the rules. */
  readonly rules: readonly { readonly seen: number; readonly taken: number }[];
}

const FINE: Weather = {};

/** The end of a weather, for which any number of requests may wait. */
function newEnd(): AbortController {
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  return end;
}

/** The weather over a simulator: what it is, and what it has done so far. */
export class Sky {
  /** Those whom the application serves at once. */
  readonly gate = new Gate();
  #weather = FINE;
  #rules: readonly RuleCounter[] = [];
  #random = new Random(1);
  #end = newEnd();

  constructor(readonly seed = 1) {}

  /** No weather at all: nothing has to be asked or waited for. */
  get isFine(): boolean {
    return this.#weather === FINE;
  }

  get weather(): Weather {
    return this.#weather;
  }

  get state(): SkyState {
    const rules = this.#rules.map(({ counts }) => counts);
    return { inService: this.gate.inside, waiting: this.gate.waiting, rules };
  }

  /** Changes the weather, all counts anew; undefined clears it. Throws a WeatherError, and then changes nothing. */
  set(description: unknown): void {
    const weather = description === undefined ? FINE : readWeather(description);
    this.#weather = weather;
    this.#rules = (weather.rules ?? []).map((rule) => new RuleCounter(rule));
    this.#random = new Random(weather.seed ?? this.seed);
    this.#end.abort();
    this.#end = newEnd();
    this.gate.limit = weather.atOnce ?? Infinity;
  }

  /** What becomes of a request; counts it. Ask once for each, in the order of arrival. */
  effectOn(request: RequestLine): Effect {
    const rule = this.#rules.find((counter) => counter.takes(request, this.#random))?.rule ?? {};
    const delay = rule.delay ?? this.#weather.delay ?? 0;
    return { ...this.#measure(delay), fault: rule, until: this.#end.signal };
  }

  #measure(delay: Delay): Pick<Effect, 'delay' | 'rowCost'> {
    const cost = delay === 'real' ? REAL_COST : delay;
    if (typeof cost === 'number' || 'from' in cost) return { delay: this.#draw(cost), rowCost: () => 0 };
    const { perRequest = 0, perRow = {} } = cost;
    return {
      delay: this.#draw(perRequest),
      rowCost: (resource) => (Object.hasOwn(perRow, resource) ? perRow[resource] : perRow['*']) ?? 0,
    };
  }

  #draw(stretch: Stretch): number {
    if (typeof stretch === 'number') return stretch;
    return stretch.from + this.#random.next() * (stretch.to - stretch.from);
  }
}
