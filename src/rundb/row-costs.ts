import type { Resource } from './resource.js';

/** What a list of these rows takes: as told, or as measured where that is known. */
export interface RowCost {
  /** Milliseconds of a server's time for one row. */
  readonly perRow: number;
  /** False for what is only told: another server may be far quicker. */
  readonly isMeasured: boolean;
}

/** Rows that say something about the cost of one. */
const telling = 10;
/** Answers that are remembered of a resource. The least of them counts: chance makes answers slower, never quicker. */
const remembered = 4;
/** Milliseconds. What comes sooner says nothing against a resource of which nothing bad is known. */
const slow = 180;
/** Milliseconds that chance takes as well. */
const quick = 30;
/** Milliseconds a row. rundb's cheapest lists of reports take 1.3. docs/rundb.md, "Cost of a row" */
export const dearRow = 0.8;

/** What rows cost one Torrent Server, by resource: told at the start, then as measured. */
export class RowCosts {
  readonly #told: ReadonlyMap<string, number> | undefined;
  readonly #measured = new Map<string, number[]>();
  /** Measured to told, of the answers of all resources. */
  #ratios: readonly number[] = [];
  #base = Infinity;

  /** @param told milliseconds a row, by the resource's name; without it all rows are taken for free */
  constructor(told?: ReadonlyMap<string, number>) {
    this.#told = told;
  }

  /** Milliseconds of a request without rows, as far as known. */
  get base(): number {
    return Number.isFinite(this.#base) ? this.#base : 0;
  }

  of(resource: Resource): RowCost {
    const own = least(this.#measured.get(resource.name) ?? []);
    if (own !== undefined) return { perRow: own, isMeasured: true };
    const told = this.#told?.get(resource.name) ?? 0;
    const ratio = least(this.#ratios);
    return { perRow: told * (ratio ?? 1), isMeasured: ratio !== undefined };
  }

  /** An answer took so many milliseconds to begin, whatever it was to. */
  learnBase(ms: number): void {
    // Slowly forgotten: a network may become slower for good.
    this.#base = Math.min(ms, this.#base * 1.002);
  }

  /** A page of so many rows took so many milliseconds to begin. */
  learn(resource: Resource, rows: number, ms: number): void {
    if (!this.#told) return;
    const work = ms - this.#base;
    const { perRow: known, isMeasured } = this.of(resource);
    const isDear = isMeasured && known >= dearRow;
    const isSlow = work >= slow;
    const isExpectedSlow = rows * known >= slow;
    // That a few cheap rows came soon says nothing of many, or of dear ones.
    if (rows < telling ? !isExpectedSlow : !isDear && !isSlow && !isExpectedSlow) return;
    const perRow = work >= quick || isDear ? work / rows : 0;
    this.#measured.set(resource.name, latest(this.#measured.get(resource.name) ?? [], perRow));
    const told = this.#told.get(resource.name);
    if (told !== undefined) this.#ratios = latest(this.#ratios, perRow / told);
  }
}

const latest = (values: readonly number[], value: number): number[] => [...values, value].slice(-remembered);

/** Undefined where too little was seen to be dear; a single quick answer is enough to be cheap. */
function least(values: readonly number[]): number | undefined {
  const found = Math.min(...values);
  return values.length > 1 || found === 0 ? found : undefined;
}
