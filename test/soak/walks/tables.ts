import type { Lab, Row } from '../../../src/simulator/api.js';
import type { ColumnType } from '../../../src/simulator/database/model.js';
import { entities, isEntity } from '../../../src/loaders/entities.js';
import { columnPathOf, orderFieldsOf } from '../../schema/graph.js';
import type { Connection } from './connections.js';

/** Resources that show the rows of another one's table. */
const SAME_ROWS: Readonly<Record<string, string>> = {
  projectresults: 'results',
  plannedexperimentdb: 'plannedexperiment',
};

/** The table that holds the rows of a type; the names of barcode sets are those of its rows. */
export function tableOf(entity: string): string {
  if (entity === 'BarcodeSet') return 'dnabarcode';
  if (!isEntity(entity)) throw new Error(`no table of ${entity}`);
  const { path } = entities[entity].sources[0].resource;
  return SAME_ROWS[path] ?? path;
}

/** The column of the table that holds what a row is known by. */
export function keyColumnOf(entity: string): string {
  if (entity === 'BarcodeSet') return 'name';
  return isEntity(entity) ? entities[entity].sources[0].resource.key : 'id';
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** The column of the table that a list is ordered by. */
export function orderColumnOf(lab: Lab, entity: string, order: string): Column {
  const field = orderFieldsOf(entity).get(order) ?? order;
  const name = isEntity(entity) ? columnPathOf(entity, field) : field;
  const type = lab.store.database.table(tableOf(entity)).model.columns.get(name);
  if (type === undefined) throw new Error(`${tableOf(entity)} has no column ${name}`);
  return { name, type };
}

const isOfType =
  (...types: readonly string[]) =>
  ({ type }: Row) =>
    types.includes(String(type));
const isRun = ({ status, expDir, expName }: Row) =>
  status !== 'planned' && String(expDir ?? '') !== '' && expName !== 'NONE_ReportOnly_NONE';

/** Which rows of its table a list of the root holds; all unless said otherwise. */
const LISTED: Readonly<Record<string, (row: Row) => boolean>> = {
  experiments: isRun,
  // Of other versions rundb lists none.
  plugins: ({ active }) => active === true,
  references: ({ index_version: version }) => version === 'tmap-f3',
  plans: ({ isReusable }) => isReusable === false,
  planTemplates: ({ isReusable }) => isReusable === true,
  targetRegions: isOfType('target', 'targets'),
  hotSpots: isOfType('hotspot', 'hotspots'),
  'Rig.experiments': isRun,
  'Sample.experiments': isRun,
  'SampleSet.plans': ({ isReusable }) => isReusable === false,
};

/** How rows name their parent: by a column, or by links. */
interface Way {
  readonly column?: string;
  readonly link?: string;
}

const WAYS: Readonly<Record<string, Way>> = {
  'Plugin.results': { column: 'plugin' },
  'Project.reports': { link: 'projects' },
  'Rig.experiments': { column: 'pgmName' },
  'Sample.experiments': { link: 'samples' },
  'SampleGrouping.sampleSets': { column: 'SampleGroupType_CV' },
  'SampleSet.plans': { link: 'sampleSets' },
};

/** The table of a list, and the row whose list it is. */
export interface Place {
  readonly lab: Lab;
  readonly connection: Connection;
  readonly table: string;
  readonly parent: Row | undefined;
}

/** A connection that is new to the schema has to be told here. */
function wayOf({ name }: Connection): Way {
  const way = WAYS[name];
  if (way === undefined) throw new Error(`no way from the rows of ${name} to their parent is known`);
  return way;
}

export function parentKeyOf({ connection, parent }: Place): unknown {
  return parent?.[keyColumnOf(connection.owner)];
}

/** The rows that the list holds, in the order of the table. */
export function listedRows(place: Place): readonly Row[] {
  const { lab, connection, table, parent } = place;
  const isListed = LISTED[connection.name] ?? (() => true);
  return childrenOf(lab, connection, table, parent).filter(isListed);
}

function childrenOf(
  lab: Lab,
  connection: Connection,
  table: string,
  parent: Row | undefined,
): readonly Row[] {
  if (parent === undefined) return lab.rows(table);
  const { column, link } = wayOf(connection);
  const key = parent[keyColumnOf(connection.owner)];
  const { database } = lab.store;
  if (column !== undefined) return lab.rows(table).filter((row) => row[column] === key);
  return database.relating(parent, database.relation(table, link ?? ''));
}

/** Gives a row to the parent. */
export function adopt({ lab, connection, table, parent }: Place, row: Row): void {
  if (parent === undefined) return;
  const { column, link } = wayOf(connection);
  if (column !== undefined) lab.store.update(table, row, { [column]: parent[keyColumnOf(connection.owner)] });
  if (link !== undefined) lab.store.link(table, row, link, [parent]);
}
