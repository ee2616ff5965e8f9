import type { Row } from '../../../src/simulator/api.js';
import { compareNullable } from '../../../src/simulator/values/compare.js';
import { type Column, keyColumnOf, listedRows, orderColumnOf, type Place } from './tables.js';

export interface OrderTerm {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

interface Term extends Column {
  readonly sign: 1 | -1;
}

const some = (keys: readonly string[]) =>
  `${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''}`;

/** Follows which rows of a list are there all the time, with the same values in the columns of its order. */
export class SteadyRows {
  private readonly terms: readonly Term[];
  private readonly keyColumn: string;
  private steady: Map<string, Row>;

  constructor(
    private readonly place: Place,
    orderBy: readonly OrderTerm[],
  ) {
    const { lab, connection } = place;
    this.keyColumn = keyColumnOf(connection.entity);
    const terms = orderBy.map(({ field, direction }) => ({
      ...orderColumnOf(lab, connection.entity, field),
      sign: direction === 'DESC' ? (-1 as const) : (1 as const),
    }));
    this.terms = [...terms, ...this.tie(terms)];
    this.steady = this.read();
  }

  /** Notes what is there now: what is not, or not as before, is steady no longer. */
  note(): void {
    const now = this.read();
    for (const [key, row] of this.steady) {
      const other = now.get(key);
      if (!other || this.compare(row, other) !== 0) this.steady.delete(key);
    }
  }

  get size(): number {
    return this.steady.size;
  }

  /** What is wrong with the keys that a walk gave; undefined where nothing is. */
  judge(seen: readonly string[]): string | undefined {
    const met = seen.filter((key) => this.steady.has(key));
    const repeated = met.filter((key, index) => met.indexOf(key) !== index);
    if (repeated.length > 0) return `gives ${some(repeated)} more than once`;
    const given = new Set(met);
    const missing = [...this.steady.keys()].filter((key) => !given.has(key));
    if (missing.length > 0) return `loses ${some(missing)}`;
    const displaced = met.filter((key, index) => index > 0 && this.isBefore(key, met[index - 1]));
    return displaced.length > 0 ? `gives ${some(displaced)} too late` : undefined;
  }

  private isBefore(key: string, other = ''): boolean {
    const [one, two] = [this.steady.get(key), this.steady.get(other)];
    return one !== undefined && two !== undefined && this.compare(one, two) < 0;
  }

  private read(): Map<string, Row> {
    return new Map(
      listedRows(this.place).map((row) => [
        String(row[this.keyColumn]),
        Object.fromEntries(this.terms.map(({ name }) => [name, row[name]])),
      ]),
    );
  }

  /** Equal rows are ordered by what they are known by, in the direction of the last term, where rundb can do that. */
  private tie(terms: readonly Term[]): readonly Term[] {
    const { connection, lab, table } = this.place;
    const order = this.keyColumn.toUpperCase();
    if (!connection.orders.includes(order) || terms.some(({ name }) => name === this.keyColumn)) return [];
    const type = lab.store.database.table(table).model.columns.get(this.keyColumn) ?? 'integer';
    return [{ name: this.keyColumn, type, sign: terms.at(-1)?.sign ?? -1 }];
  }

  private compare(one: Row, other: Row): number {
    for (const { name, type, sign } of this.terms) {
      const difference = compareNullable(type, one[name], other[name]);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  }
}
