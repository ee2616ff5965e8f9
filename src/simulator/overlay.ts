import { existsSync, readFileSync } from 'node:fs';
import type { Row } from './api.js';
import type { Database } from './database/database.js';
import type { Table } from './database/table.js';
import { RESOURCES } from './resources/resources.js';
import { readOddNumbers } from './values/odd-numbers.js';

/** One line of an overlay, see overlays/README.md. */
interface OverlayLine {
  readonly resource: string;
  readonly row: Row;
}

/**
 * Lays the rows of a file over a lab's: a row whose key exists changes the columns it names, another is added.
 * `file` is a path, or the name of an overlay that comes along (`odd-rows`). Throws an Error that names the line when
 * the file cannot be read, or when a line names a table or a column that rundb does not have.
 */
export function applyOverlay(database: Database, file: string | URL): void {
  const lines = readFileSync(findOverlay(file), 'utf8').split('\n');
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      lay(database, readLine(line));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${String(file)}, line ${place + 1}: ${reason}`, { cause: error });
    }
  }
}

/** A name without a path is that of an overlay that comes along, when there is one. */
function findOverlay(file: string | URL): string | URL {
  if (file instanceof URL || !/^[\w-]+$/.test(file)) return file;
  const along = new URL(`./overlays/${file}.jsonl`, import.meta.url);
  return existsSync(along) ? along : file;
}

function readLine(line: string): OverlayLine {
  const read: unknown = JSON.parse(line);
  if (!isRow(read)) throw new Error('not an object');
  const { resource, row } = read;
  if (typeof resource !== 'string' || !isRow(row)) throw new Error('it needs "resource" and "row"');
  return { resource, row };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lay(database: Database, { resource, row }: OverlayLine): void {
  const table = database.table(tableOf(database, resource));
  const unknown = Object.keys(row).filter((column) => !table.model.columns.has(column));
  if (unknown.length > 0) throw new Error(`${table.model.name} has no columns ${unknown.join(', ')}`);
  readOddNumbers(table.model, row);
  const present = findPresent(table, row);
  if (present === undefined) table.add(completed(table, row));
  else table.change(present, row);
}

/** Resources that share a table may be named, too. */
function tableOf(database: Database, resource: string): string {
  if (database.has(resource)) return resource;
  const model = RESOURCES.find(({ name }) => name === resource)?.model;
  if (model === undefined) throw new Error(`rundb has no table ${resource}`);
  return model;
}

/** Links have no key of their own: two that join the same rows are one. */
function findPresent(table: Table, row: Row): Row | undefined {
  const { key, columns } = table.model;
  if (key === '')
    return table.rows.find((link) => [...columns.keys()].every((end) => link[end] === row[end]));
  if (row[key] === undefined || row[key] === null)
    throw new Error(`a row of ${table.model.name} needs "${key}"`);
  return table.get(row[key]);
}

function completed({ model }: Table, row: Row): Row {
  return { ...Object.fromEntries([...model.columns.keys()].map((column) => [column, null])), ...row };
}
