import type { Source } from '../../loaders/entities.js';

/** What an operation is expected to ask of the Torrent Servers. */
export interface Estimate {
  readonly rows: number;
  /** Requests. */
  readonly calls: number;
  /** Milliseconds of a server's processor that they take. */
  readonly cost: number;
  /** The fields that take most of it, dearest first, by their path in the operation. */
  readonly dearest: readonly Post[];
  /** `first` of the longest list. */
  readonly longestPage: number;
  /** Values that questions about the schema itself have for an answer. */
  readonly schemaValues: number;
}

export interface Post {
  readonly path: string;
  readonly rows: number;
  readonly calls: number;
  readonly cost: number;
}

/** Beside its rows, a request takes 10 to 20 ms. docs/rundb.md, "Cost of a row" */
const msPerCall = 15;
const shown = 3;

/** Adds up what the fields of one operation ask for. */
export class Bill {
  readonly #posts: Post[] = [];
  longestPage = 0;
  schemaValues = 0;

  add(path: string, rows: number, calls: number, source?: Source): void {
    this.#posts.push({ path, rows, calls, cost: rows * (source?.cost ?? 0) + calls * msPerCall });
  }

  sum(): Estimate {
    const total = (amount: (post: Post) => number) =>
      Math.round(this.#posts.reduce((whole, post) => whole + amount(post), 0));
    return {
      rows: total(({ rows }) => rows),
      calls: total(({ calls }) => calls),
      cost: total(({ cost }) => cost),
      dearest: this.#posts.toSorted((one, other) => other.cost - one.cost).slice(0, shown),
      longestPage: this.longestPage,
      schemaValues: this.schemaValues,
    };
  }
}
