import type { Parameters, Resource } from './resource.js';
import { dearRow, type RowCosts } from './row-costs.js';

/** Milliseconds of a server's time. A page of less is not parted: what a request costs by itself comes on top. */
const leastPart = 20;
/** A page of more keeps others waiting for its place. */
const longestPart = 700;
/** What is only told to be dear is parted where it would be as long as this: many servers are quicker. */
const doubted = 3_000;
/** A list of dear rows whose length is not known is begun with a page of this much. */
const longestHead = 300;
/** Lists whose length is remembered. */
const mostLists = 500;
/** Filters of more characters than this are of one operation only, such as those by hundreds of keys. */
const longestName = 300;

/**
 * How many rows of one Torrent Server are asked for at once. Pages are as large as is cheap; where rows are dear, they are
 * parted so that all places that are free work on them side by side.
 */
export class Pace {
  readonly #costs: RowCosts;
  readonly #free: () => number;
  readonly #lengths = new Map<string, number>();
  #asking: Promise<number> | undefined;
  #askers = 0;

  /** @param free places for requests */
  constructor(costs: RowCosts, free: () => number) {
    this.#costs = costs;
    this.#free = free;
  }

  /** Rows of a page, of so many rows that are to be read. A promise where others may ask in the same tick. */
  sizeFor(resource: Resource, rows: number): number | Promise<number> {
    const { pageSize } = resource;
    const perRow = this.#dearness(resource, rows);
    if (perRow === undefined || perRow * rows < 2 * this.#least) return pageSize;
    return this.#places().then((places) => this.#partsOf(perRow * rows, places, rows, pageSize));
  }

  /** Rows of the first page of a list whose length is not known, of which so many are wanted. */
  headOf(resource: Resource, rows: number): number {
    const { pageSize } = resource;
    const perRow = this.#dearness(resource, rows);
    return perRow === undefined ? pageSize : Math.min(pageSize, Math.ceil(longestHead / perRow));
  }

  /** Length of a list when it was last read. */
  lengthOf(resource: Resource, parameters: Parameters): number | undefined {
    return this.#lengths.get(nameOf(resource, parameters));
  }

  remember(resource: Resource, parameters: Parameters, length: number): void {
    const name = nameOf(resource, parameters);
    if (name.length > longestName) return;
    this.#lengths.delete(name);
    this.#lengths.set(name, length);
    const [oldest] = this.#lengths.keys();
    if (this.#lengths.size > mostLists && oldest !== undefined) this.#lengths.delete(oldest);
  }

  /** Milliseconds a row, where rows are dear. */
  #dearness(resource: Resource, rows: number): number | undefined {
    const { perRow, isMeasured } = this.#costs.of(resource);
    const isDoubted = !isMeasured && perRow * Math.min(rows, resource.pageSize) < doubted;
    return perRow < dearRow || isDoubted ? undefined : perRow;
  }

  get #least(): number {
    return Math.max(leastPart, 2 * this.#costs.base);
  }

  #partsOf(work: number, places: number, rows: number, pageSize: number): number {
    const waves = Math.ceil(work / (places * longestPart));
    const parts = Math.min(Math.floor(work / this.#least), places * waves);
    return parts > 1 ? Math.min(pageSize, Math.ceil(rows / parts)) : pageSize;
  }

  /** Free places for each of those who ask in this tick; at least one. */
  #places(): Promise<number> {
    this.#askers += 1;
    this.#asking ??= endOfTick().then(() => {
      const places = Math.floor(this.#free() / this.#askers);
      this.#asking = undefined;
      this.#askers = 0;
      return Math.max(1, places);
    });
    return this.#asking;
  }
}

const endOfTick = () => new Promise<void>((resolve) => void setImmediate(resolve));

const nameOf = ({ name }: Resource, parameters: Parameters) => JSON.stringify([name, parameters]);
