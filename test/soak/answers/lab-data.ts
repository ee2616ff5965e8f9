import type { Row } from '../../../src/simulator/api.js';
import type { Simulator } from '../../../src/simulator/server.js';
import { askForList, askLab, type Body, isBody } from '../../support/ask-lab.js';
import { TYPE_TABLES, type TypeTable } from './type-tables.js';

export type Key = number | string;

/** One row of the lab: what is stored, and what the Torrent Server prints of it. */
export interface LabRow {
  readonly type: string;
  readonly key: Key;
  readonly stored: Row;
  /** Undefined for a row that the Torrent Server never shows. */
  readonly printed: Body | undefined;
}

/** All rows of a lab that nobody changes, read once: by plain requests, and from its tables. */
export class LabData {
  readonly #rows: ReadonlyMap<string, readonly LabRow[]>;
  readonly #byKey = new Map<string, LabRow>();
  readonly #byColumn = new Map<string, Map<unknown, LabRow[]>>();
  readonly #links = new Map<string, ReadonlyMap<unknown, readonly unknown[]>>();
  readonly #names = new Map<string, readonly string[]>();
  readonly #simulator: Simulator;

  private constructor(simulator: Simulator, rows: ReadonlyMap<string, readonly LabRow[]>) {
    this.#simulator = simulator;
    this.#rows = rows;
    for (const row of [...rows.values()].flat()) this.#byKey.set(`${row.type} ${row.key}`, row);
  }

  static async read(simulator: Simulator): Promise<LabData> {
    const rows = new Map<string, readonly LabRow[]>();
    for (const type of Object.keys(TYPE_TABLES)) rows.set(type, await readType(simulator, type));
    return new LabData(simulator, rows);
  }

  /** Every row of a type, hidden ones too. */
  all(type: string): readonly LabRow[] {
    return this.#rows.get(type) ?? [];
  }

  /** The rows of a type that the Torrent Server shows. */
  shown(type: string): readonly LabRow[] {
    return this.all(type).filter(({ printed }) => printed !== undefined);
  }

  /** The row of this key that the Torrent Server shows. */
  one(type: string, key: unknown): LabRow | null {
    const row = this.#byKey.get(`${type} ${String(key)}`);
    return row?.printed === undefined ? null : row;
  }

  /** Rows of a type whose stored column is this value, in the order of the table; hidden ones too. */
  find(type: string, column: string, value: unknown): readonly LabRow[] {
    const name = `${type} ${column}`;
    const index = this.#byColumn.get(name) ?? this.#makeIndex(name, type, column);
    return (value === null || value === undefined ? undefined : index.get(value)) ?? [];
  }

  /** Keys at the other end of a table of links, `results_projects` say. */
  linked(table: string, from: string, key: unknown): readonly unknown[] {
    const name = `${table} ${from}`;
    const index = this.#links.get(name) ?? indexLinks(this.#simulator.lab.rows(table), from);
    this.#links.set(name, index);
    return index.get(key) ?? [];
  }

  /** Every column that rows of a type are stored with. */
  columns(type: string): readonly string[] {
    return this.#namesOf(`stored ${type}`, () => this.all(type).flatMap(({ stored }) => Object.keys(stored)));
  }

  /** Every field that rows of a type are printed with. */
  fields(type: string): readonly string[] {
    return this.#namesOf(`printed ${type}`, () =>
      this.all(type).flatMap(({ printed }) => Object.keys(printed ?? {})),
    );
  }

  #namesOf(what: string, read: () => string[]): readonly string[] {
    const known = this.#names.get(what) ?? [...new Set(read())];
    this.#names.set(what, known);
    return known;
  }

  /** What the lab calls itself. */
  get siteName(): unknown {
    return this.#simulator.lab.rows('globalconfig')[0]?.['site_name'] ?? null;
  }

  #makeIndex(name: string, type: string, column: string): Map<unknown, LabRow[]> {
    const index = new Map<unknown, LabRow[]>();
    for (const row of this.all(type)) {
      const value = row.stored[column];
      index.set(value, [...(index.get(value) ?? []), row]);
    }
    this.#byColumn.set(name, index);
    return index;
  }
}

function indexLinks(links: readonly Row[], from: string): ReadonlyMap<unknown, readonly unknown[]> {
  const index = new Map<unknown, unknown[]>();
  for (const link of links) {
    const [to = ''] = Object.keys(link).filter((column) => column !== from && column !== 'id');
    index.set(link[from], [...(index.get(link[from]) ?? []), link[to]]);
  }
  return index;
}

async function readType(simulator: Simulator, type: string): Promise<LabRow[]> {
  const table = TYPE_TABLES[type];
  if (table === undefined) throw new Error(`no table of ${type}`);
  const printed = await Promise.all(table.resources.map((name) => readResource(simulator, name)));
  return simulator.lab
    .rows(table.table)
    .filter(({ type: kind }) => table.kinds?.includes(String(kind)) !== false)
    .map((stored) => makeRow(type, table, stored, printed));
}

function makeRow(
  type: string,
  table: TypeTable,
  stored: Row,
  printed: readonly Map<unknown, Body>[],
): LabRow {
  const key = stored[table.key ?? 'id'];
  if (typeof key !== 'number' && typeof key !== 'string') throw new Error(`a row of ${type} without key`);
  const parts = printed.flatMap((rows) => rows.get(key) ?? []);
  return {
    type,
    key,
    stored,
    printed: parts.length === 0 ? undefined : Object.assign({}, ...parts.reverse()),
  };
}

const PAGE = 1000;

/** Every row that a resource prints, by its key. */
async function readResource(simulator: Simulator, name: string): Promise<Map<unknown, Body>> {
  // Lists of runs leave some out, which have an answer of their own all the same.
  if (name === 'compositeexperiment') return readSets(simulator, name, simulator.lab.rows('experiment'));
  const rows: Body[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const plugins = name === 'results' ? '&plugin=true' : '';
    const list = await askForList(simulator, `${name}/?limit=${PAGE}&offset=${offset}${plugins}`);
    if (list.status !== 200) throw new Error(`${name}: ${list.status}`);
    rows.push(...list.rows);
    if (rows.length >= Number(list.count)) return byKey(rows);
  }
}

async function readSets(
  simulator: Simulator,
  name: string,
  wanted: readonly Row[],
): Promise<Map<unknown, Body>> {
  const rows: Body[] = [];
  for (let start = 0; start < wanted.length; start += 200) {
    const keys = wanted.slice(start, start + 200).map(({ id }) => String(id));
    const { body } = await askLab(simulator, `${name}/set/${keys.join(';')}/`);
    if (Array.isArray(body['objects'])) rows.push(...body['objects'].filter(isBody));
  }
  return byKey(rows);
}

/** Rows without a number are known by name. */
function byKey(rows: readonly Body[]): Map<unknown, Body> {
  const named = (row: Body): boolean => /\/(rig|publisher)\//.test(String(row['resource_uri']));
  return new Map(rows.map((row) => [named(row) ? row['name'] : row['id'], row]));
}
