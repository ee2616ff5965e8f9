import { type Parameters, Refusal, type Resource } from '../api.js';
import { describeWindow, readWindow } from '../query/page.js';
import { badRequest } from '../values/refusals.js';
import { listPath } from './api-paths.js';
import { lastValue } from './query-string.js';

/** How many runs each server of a mesh hands over, the newest first, see docs/rundb.md, "Mesh". */
const PAGE = 100;
const DEFAULT_LIMIT = 20;
const MOST = 1000;
/** The name of the own server, which is asked by HTTP like the others. */
const HOST = 'localhost';
/** Parameters that the mesh list reads itself; all others go to each server. */
const OWN = new Set(['limit', 'offset', 'order_by', 'mesh_node_ids']);

type Run = Readonly<Record<string, unknown>>;

interface Collected {
  readonly runs: readonly Run[];
  readonly warnings: readonly string[];
}

function isRun(value: unknown): value is Run {
  return typeof value === 'object' && value !== null;
}

function readRuns(list: object): readonly Run[] {
  return 'objects' in list && Array.isArray(list.objects) ? list.objects.filter(isRun) : [];
}

function askLocal(runs: Resource, parameters: Parameters): readonly Run[] {
  const passed = parameters.filter(([name]) => !OWN.has(name));
  const page = [
    ['order_by', '-date'],
    ['limit', String(PAGE + 1)],
  ] as const;
  return readRuns(runs.list([...passed, ...page], listPath(runs.name, true)));
}

/** A full page hides older runs: only those strictly newer than its oldest are shown, with a warning. */
function cutOff(runs: readonly Run[]): Collected {
  const oldest = String(runs[PAGE - 1]?.['date']);
  const warning =
    `The Torrent Server(s) ${HOST} have too many results to display. ` +
    `Only experiments newer than ${oldest.slice(0, 10)} are displayed. ` +
    'Try searching or adding additional filters.';
  return { runs: runs.slice(0, PAGE).filter((run) => String(run['date']) > oldest), warnings: [warning] };
}

function collect(runs: Resource, parameters: Parameters): Collected {
  const servers = lastValue(parameters, 'mesh_node_ids')?.split(',');
  if (servers?.includes('local') === false) return { runs: [], warnings: [] };
  try {
    const found = askLocal(runs, parameters);
    return found.length > PAGE ? cutOff(found) : { runs: found, warnings: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { runs: [], warnings: [`Could not fetch runs from Torrent Server(s) ${HOST}!`] };
  }
}

/** The fields by which a list of the resource may be ordered. */
function orderable(runs: Resource): readonly unknown[] {
  const schema = runs.schema();
  return 'ordering' in schema && Array.isArray(schema.ordering) ? schema.ordering : [];
}

function checkOrder(runs: Resource, field: string): void {
  const schema = runs.schema();
  const fields = 'fields' in schema ? Object(schema.fields) : {};
  if (!Object.hasOwn(fields, field)) throw badRequest(`No matching '${field}' field for ordering on.`);
  if (!orderable(runs).includes(field)) throw badRequest(`The '${field}' field does not allow ordering.`);
}

/** Python's order of plain values: nothing before everything, then numbers and texts among themselves. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a ?? ''), String(b ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortRuns(runs: readonly Run[], order: string): readonly Run[] {
  const field = order.replace(/^-/, '');
  const sign = order.startsWith('-') ? -1 : 1;
  return runs.toSorted((a, b) => sign * compare(a[field], b[field]));
}

/**
 * The runs of all servers of the mesh, of which this one is alone: at most the 100 newest, whatever page is asked.
 * Throws a Refusal for an unknown order and for bad paging.
 */
export function listMeshRuns(runs: Resource, parameters: Parameters): object {
  const collected = collect(runs, parameters);
  const order = lastValue(parameters, 'order_by') ?? '-date';
  checkOrder(runs, order.replace(/^-/, ''));
  const window = readWindow(parameters, DEFAULT_LIMIT, MOST);
  const sorted = sortRuns(collected.runs, order);
  return {
    meta: describeWindow(window, sorted.length, parameters, listPath(runs.name, true)),
    objects: sorted.slice(window.offset, window.offset + window.limit),
    warnings: collected.warnings,
  };
}
