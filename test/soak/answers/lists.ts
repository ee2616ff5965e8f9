import { testOfColumn } from './filter-columns.js';
import { FILTER_LINKS } from './filter-links.js';
import { type FilterInput, type FilterPlace, isInput, testOfFilter } from './filter-rows.js';
import type { LabRow } from './lab-data.js';
import { isBroken } from './letters.js';
import { orderRows, type OrderKey } from './order-rows.js';
import { type KnownCursors, type PageArguments, pageOf } from './page-rows.js';
import { refuse } from './refused.js';
import { isRun } from './run-fields.js';
import { searchPlans, searchRuns } from './searches.js';
import { compareForOrder } from './stored-values.js';

export interface ListArguments extends PageArguments {
  readonly filter?: FilterInput | null;
  readonly orderBy?: readonly OrderKey[] | null;
  readonly search?: string | null;
}

export interface ListPlace extends FilterPlace {
  readonly cursors: KnownCursors;
}

const BY_ID: readonly OrderKey[] = [{ field: 'ID', direction: 'DESC' }];
const BY_NAME: readonly OrderKey[] = [{ field: 'NAME', direction: 'ASC' }];
const DEFAULT_ORDERS: Readonly<Record<string, readonly OrderKey[]>> = {
  Experiment: [{ field: 'DATE', direction: 'DESC' }],
  Report: [{ field: 'TIME_STAMP', direction: 'DESC' }],
  Rig: BY_NAME,
  Location: BY_NAME,
};

type Base = (row: LabRow) => boolean;

/** Lists of the root that hold only some rows of their type. */
export const BASES: Readonly<Record<string, Base>> = {
  experiments: isRun,
  plans: ({ stored }) => stored['isReusable'] === false,
  planTemplates: ({ stored }) => stored['isReusable'] === true,
};

/** A list of a type as a connection: those rows that are in it before any filter are told. */
export function listOf(
  place: ListPlace,
  type: string,
  args: ListArguments,
  { base = () => true, from }: { readonly base?: Base; readonly from?: readonly LabRow[] } = {},
): object {
  pageOf([], { ...args, after: null }, place.cursors);
  const rows = (from ?? place.lab.all(type)).filter((row) => row.printed !== undefined && base(row));
  const passes = args.filter ? testOfFilter(place, type, args.filter) : () => true;
  const finds = searchOf(place, type, args.search);
  const found = rows.filter((row) => passes(row) && finds(row));
  const isOrdered = args.orderBy && args.orderBy.length > 0;
  const orderBy = isOrdered ? args.orderBy : (DEFAULT_ORDERS[type] ?? BY_ID);
  return pageOf(orderRows(place, type, found, orderBy), args, place.cursors);
}

function searchOf({ lab }: ListPlace, type: string, search: string | null | undefined): Base {
  if (search === null || search === undefined) return () => true;
  if (search.trim() === '' || search.includes('\0') || isBroken(search)) throw refuse('no search');
  return type === 'Plan' ? searchPlans(search) : searchRuns(search, lab);
}

/** Lists that hang at a row: what they list, and where the rows are. */
export const INNER_LISTS: Readonly<
  Record<string, Readonly<Record<string, readonly [type: string, link: string]>>>
> = {
  Plugin: { results: ['PluginResult', 'pluginResults'] },
  Project: { reports: ['Report', 'reports'] },
  Rig: { experiments: ['Experiment', 'experiments'] },
  Sample: { experiments: ['Experiment', 'experiments'] },
  SampleGrouping: { sampleSets: ['SampleSet', 'sampleSets'] },
  SampleSet: { plans: ['Plan', 'plans'] },
};

/** The list of a row's field, as a connection. */
export function innerListOf(place: ListPlace, row: LabRow, field: string, args: ListArguments): object {
  const [type = ''] = INNER_LISTS[row.type]?.[field] ?? [];
  const base = BASES[{ Experiment: 'experiments', Plan: 'plans' }[type] ?? ''] ?? (() => true);
  return listOf(place, type, args, { base, from: rowsAt(place, row, field) });
}

function rowsAt({ lab }: ListPlace, row: LabRow, field: string): readonly LabRow[] {
  switch (`${row.type}.${field}`) {
    case 'Plugin.results':
      return lab.find('PluginResult', 'plugin', row.key);
    case 'Rig.experiments':
      return lab.find('Experiment', 'pgmName', row.key);
    case 'SampleGrouping.sampleSets':
      return lab.find('SampleSet', 'SampleGroupType_CV', row.key);
    default:
      return FILTER_LINKS[row.type]?.[field]?.(row, lab) ?? [];
  }
}

/** Barcode sets are the names that barcodes have. */
export function barcodeSets(place: ListPlace, args: ListArguments): object {
  pageOf([], { ...args, after: null }, place.cursors);
  const condition = args.filter?.['name'];
  if (condition === null) throw refuse('name is null');
  const passes = isInput(condition) ? testOfColumn('StringFilter', 'name', 'name', condition) : () => true;
  const names = [...new Set(place.lab.shown('Barcode').map(({ stored }) => stored['name']))].filter(passes);
  const falling = args.orderBy?.[0]?.direction === 'DESC';
  const sorted = names.toSorted((a, b) => (falling ? -1 : 1) * compareForOrder(a, b));
  return pageOf(
    sorted.map((name) => ({ name })),
    args,
    place.cursors,
  );
}
