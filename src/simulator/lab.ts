import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Lab, LabOptions, Resource, Row } from './api.js';
import { Database } from './database/database.js';
import { KeptAnswers } from './resources/kept-answers.js';
import { RESOURCE_NAMES } from './resources/names.js';
import type { Table } from './database/table.js';
import { modelNamed } from './database/model.js';
import { applyOverlay } from './overlay.js';
import { LabClock } from './living/lab-clock.js';
import { LivingLab } from './living/living-lab.js';
import { MODELS } from './models/models.js';
import type { ResourceDeclaration } from './resources/declaration.js';
import { enlarge } from './scale/enlarge.js';
import type { Release } from './releases/release.js';
import { RELEASES } from './releases/releases.js';
import { shapeDeclaration, shapeSchema } from './releases/shape.js';
import { RESOURCES } from './resources/resources.js';
import { embeddedSchema, plainSchema, readSchema, type Schema } from './resources/schemas.js';
import { TableResource, type Surroundings } from './resources/table-resource.js';
import { readOddNumbers } from './values/odd-numbers.js';
import { columnRules } from './writing/column-rules.js';
import { Random } from './writing/random.js';
import { Store } from './writing/store.js';

/*
 * A lab's data is a folder of text files, one per table: `<table>.jsonl`. The first line of a file is a JSON array of
 * column names; every other line is one row, a JSON array of values in the same order. Columns that a file leaves out
 * hold null. Tables that have no file are empty.
 *
 * Values are those that rundb's database holds, not those that it prints: foreign keys are keys, moments are UTC as
 * `2024-04-02T17:59:54.769` (no trailing zeros), 64-bit integers are numbers (text beyond 2^53), JSON columns hold the
 * object itself, or a text when what is stored is not the JSON of an object. Many-to-many relations are tables named
 * `<model>_<relation>` with the two keys. The order of rows is the order in which the database finds them, which shows
 * where rundb asks for no order: in lists of related rows.
 *
 * `schemas.jsonl` tells the declared fields of each resource; the README next to it explains its columns.
 */

/**
 * Opens a lab: reads the folder once; what is changed later stays in memory.
 * Throws when a file names a table or a column that rundb does not have, or holds broken JSON.
 */
export function openLab(folder: URL | string, options: LabOptions = {}): Lab {
  const database = new Database(MODELS);
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const schemas = new Map<string, Schema>();
  for (const file of readdirSync(path).sort()) {
    const name = /^(.*)\.jsonl$/.exec(file)?.[1];
    if (name === undefined) continue;
    const rows = readRows(join(path, file));
    if (name === 'schemas') for (const row of rows) schemas.set(String(row['resource']), readSchema(row));
    else fill(database, name, rows);
  }
  for (const file of options.overlays ?? []) applyOverlay(database, file);
  enlarge(database, options.scale ?? 1, options.seed ?? 1);
  const release = RELEASES[options.release ?? '5.18'];
  release.prepare(database);
  const clock = new LabClock(options.now ?? (() => new Date()));
  const surroundings = openForWriting(database, schemas, { ...options, now: clock.now });
  const resources = makeResources(surroundings, schemas, release);
  const names = RESOURCE_NAMES.filter((name) => !release.missing.has(name));
  const living = new LivingLab({ store: surroundings.store, clock, seed: options.seed });
  return {
    ...surroundings,
    tick: (steps, passed) => living.tick(steps, passed),
    release,
    names,
    resource: (name) => (names.includes(name) ? resources.get(name) : undefined),
    rows: (table) => (database.has(table) ? database.table(table).rows : []),
  };
}

function readRows(file: string): Row[] {
  const [header = '[]', ...lines] = readFileSync(file, 'utf8').split('\n');
  const columns: unknown = JSON.parse(header);
  if (!Array.isArray(columns)) throw new Error(`${file}: the first line names no columns`);
  const names = columns.map(String);
  return lines.filter((line) => line !== '').map((line) => rowOf(names, JSON.parse(line)));
}

function rowOf(columns: readonly string[], values: unknown): Row {
  if (!Array.isArray(values)) throw new Error(`not a row: ${String(values)}`);
  const row: Row = {};
  for (const [place, column] of columns.entries()) row[column] = values[place] ?? null;
  // An object made whole, unlike one that grew column by column, is quick to read and to copy in V8.
  return { ...row };
}

function fill(database: Database, name: string, rows: readonly Row[]): void {
  if (!database.has(name)) throw new Error(`rundb has no table ${name}`);
  const table = database.table(name);
  checkColumns(table, rows[0]);
  for (const row of rows) {
    readOddNumbers(table.model, row);
    table.add(row);
  }
}

function checkColumns({ model }: Table, row: Row | undefined): void {
  const unknown = Object.keys(row ?? {}).filter((column) => !model.columns.has(column));
  if (unknown.length > 0) throw new Error(`${model.name} has no columns ${unknown.join(', ')}`);
}

function openForWriting(
  database: Database,
  schemas: ReadonlyMap<string, Schema>,
  { now = () => new Date(), seed }: LabOptions,
): Pick<Lab, 'store' | 'random' | 'now'> {
  // One resource is written with capitals, its table is not.
  const schemaOf = (name: string) => schemas.get(name === 'pluginresultjob' ? 'PluginResultJob' : name);
  const rules = new Map(
    [...MODELS.values()].map((model) => [model.name, columnRules(model, schemaOf(model.name))]),
  );
  const rulesOf = (name: string) => {
    const found = rules.get(name);
    if (found === undefined) throw new Error(`no model ${name}`);
    return found;
  };
  return { store: new Store(database, rulesOf, now), random: new Random(seed), now };
}

function makeResources(
  { store, random, now }: Pick<Lab, 'store' | 'random' | 'now'>,
  schemas: ReadonlyMap<string, Schema>,
  { shapes, hasMesh, missing }: Release,
): ReadonlyMap<string, Resource> {
  const resources = new Map<string, TableResource>();
  const find = (name: string): TableResource => {
    const found = resources.get(name);
    if (found === undefined) throw new Error(`no resource ${name}`);
    return found;
  };
  const around: Surroundings = {
    database: store.database,
    store,
    random,
    now,
    find,
    knows: (name) => RESOURCE_NAMES.includes(name) && !missing.has(name),
    kept: new KeptAnswers(store.database.changes),
  };
  for (const declaration of RESOURCES) {
    const { name } = declaration;
    const schema = shapeSchema(schemaFor(declaration, schemas), shapes[name]);
    resources.set(
      name,
      new TableResource(shapeDeclaration(declaration, shapes[name], hasMesh), schema, around),
    );
  }
  return resources;
}

function schemaFor(declaration: ResourceDeclaration, schemas: ReadonlyMap<string, Schema>): Schema {
  const { name, model, schema, unregistered } = declaration;
  if (unregistered !== undefined) return embeddedSchema(unregistered.fields, unregistered.filterable);
  return schemas.get(schema ?? name) ?? plainSchema(modelNamed(MODELS, model));
}
