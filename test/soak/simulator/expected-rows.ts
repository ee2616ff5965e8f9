import type { Lab, Parameters, Row } from '../../../src/simulator/api.js';
import type { Catalogue, Described } from './catalogue.js';
import { kindOf, testOf, type Verdict } from './column-tests.js';
import { KNOWN_TABLES, type KnownTable } from './known-tables.js';

/**
 * What a list holds, by a reading of the tables that shares nothing with the simulator: `refused` is a 400, undefined
 * that this reading does not know.
 */
export type Expected = readonly Row[] | 'refused' | undefined;

const LOOKUPS = new Set(
  (
    'exact iexact contains icontains in gt gte lt lte startswith istartswith endswith iendswith range ' +
    'year month day week_day hour minute second isnull search regex iregex'
  ).split(' '),
);
/** Lists read these otherwise than as filters. */
const OTHERWISE = new Set('limit offset order_by sort_by format callback'.split(' '));
/** Parameters that lists of plans or of runs know besides their fields. docs/rundb.md */
const SPECIAL = new RegExp(
  '^(chipBarcode(__.*)?|name_or_id(__icontains)?|platform|instrument|combinedLibraryTubeLabel|result_status|all_text|' +
    'all_date|sample_prep|samples__name__in|plugins__name__in|chef(Reagents|Solutions)SerialNum)$',
);

interface Filter {
  readonly field: string;
  readonly steps: readonly string[];
  readonly lookup: string;
  readonly texts: readonly string[];
}

/** How often a row is found by one filter. */
type Count = (row: Row) => number;

interface Asked {
  readonly lab: Lab;
  readonly catalogue: Catalogue;
  readonly described: Described;
  readonly known: KnownTable;
}

function readFilters(parameters: Parameters, described: Described): Filter[] {
  const names = [...new Set(parameters.map(([name]) => name))].filter((name) => !OTHERWISE.has(name));
  return names.flatMap((name) => {
    const [field = '', ...rest] = name.split('__');
    if (!described.fields.has(field)) return [];
    const last = rest.at(-1) ?? '';
    const [lookup, steps] = LOOKUPS.has(last) ? [last, rest.slice(0, -1)] : ['exact', rest];
    const texts = parameters.filter(([given]) => given === name).map(([, value]) => value);
    return [{ field, steps, lookup, texts }];
  });
}

/** The test of a plain column. */
function testColumn({ lab, described, known }: Asked, { field, lookup, texts }: Filter): Verdict {
  if (!described.filterable.has(field)) return 'refused';
  const declared = described.fields.get(field) ?? '';
  if (declared === 'related' || field === 'resource_uri') return undefined;
  const rows = lab.rows(known.table);
  if (rows.length === 0 || rows.some((row) => !(field in row))) return undefined;
  return testOf(lookup, kindOf(rows, field, declared), texts);
}

/** The test of the number of the rows that a relation leads to, or of one of their columns. */
function testFar(asked: Asked, filter: Filter, resource: string): Verdict {
  const [step, ...others] = filter.steps;
  if (others.length > 0) return undefined;
  if (step === undefined) return testOf(filter.lookup, 'number', filter.texts);
  const [described, known] = [asked.catalogue.get(resource), KNOWN_TABLES[resource]];
  if (described === undefined || known === undefined) return undefined;
  return testColumn({ ...asked, described, known }, { ...filter, field: step, steps: [] });
}

function rowsById(lab: Lab, table: string): ReadonlyMap<unknown, Row> {
  return new Map(lab.rows(table).map((row) => [row['id'], row]));
}

function follow(asked: Asked, filter: Filter): Count | 'refused' | undefined {
  const { lab, described, known } = asked;
  const { field, lookup } = filter;
  const one = known.one?.[field];
  const many = known.many?.[field];
  const resource = one ?? many?.resource;
  if (resource === undefined || filter.lookup === 'isnull') return undefined;
  if (!described.filterable.has(field)) return 'refused';
  if (!['exact', 'in', 'gt', 'gte', 'lt', 'lte'].includes(lookup) && filter.steps.length === 0)
    return undefined;
  const test = testFar(asked, filter, resource);
  if (typeof test !== 'function') return test;
  const column = filter.steps[0] ?? 'id';
  const far = rowsById(lab, KNOWN_TABLES[resource]?.table ?? resource);
  const passes = (key: unknown): boolean => far.has(key) && test(far.get(key)?.[column]);
  if (many === undefined) return (row) => Number(passes(row[field]));
  return countLinks(lab, many.links, known.table, passes);
}

/** Each link that leads to a row that passes finds the row once more. */
function countLinks(lab: Lab, links: string, from: string, passes: (key: unknown) => boolean): Count {
  const counts = new Map<unknown, number>();
  for (const link of lab.rows(links)) {
    const [to] = Object.keys(link).filter((column) => column !== from);
    if (passes(link[to ?? ''])) counts.set(link[from], (counts.get(link[from]) ?? 0) + 1);
  }
  return (row) => counts.get(row['id']) ?? 0;
}

function countOf(asked: Asked, filter: Filter): Count | 'refused' | undefined {
  const { known } = asked;
  if (known.one?.[filter.field] !== undefined || known.many?.[filter.field] !== undefined)
    return follow(asked, filter);
  if (filter.steps.length > 0) return undefined;
  const test = testColumn(asked, filter);
  return typeof test === 'function' ? (row) => Number(test(row[filter.field])) : test;
}

/** The rows that a list of the resource counts, in no order, as often as it counts them. */
export function expectedRows(
  lab: Lab,
  catalogue: Catalogue,
  resource: string,
  parameters: Parameters,
): Expected {
  const [described, known] = [catalogue.get(resource), KNOWN_TABLES[resource]];
  if (described === undefined || known === undefined) return undefined;
  if (parameters.some(([name]) => SPECIAL.test(name))) return undefined;
  const asked = { lab, catalogue, described, known };
  const filters = readFilters(parameters, described);
  // Several filters along one link share it; that is left to other tests.
  if (filters.filter(({ field }) => known.many?.[field] !== undefined).length > 1) return undefined;
  const counts = filters.map((filter) => countOf(asked, filter));
  if (counts.includes(undefined)) return undefined;
  if (counts.includes('refused')) return 'refused';
  const base = lab.rows(known.table).filter((row) => known.holds?.(row) !== false);
  return base.flatMap((row) => repeat(row, counts, known.isDistinct === true));
}

function repeat(row: Row, counts: readonly (Count | 'refused' | undefined)[], isDistinct: boolean): Row[] {
  const times = counts.reduce<number>(
    (all, count) => all * (typeof count === 'function' ? count(row) : 1),
    1,
  );
  return Array<Row>(isDistinct ? Math.min(times, 1) : times).fill(row);
}
