import type { LogEntry } from '../../../src/simulator/http/request-log.js';
import type { Catalogue } from '../simulator/catalogue.js';
import type { Visit, Visits } from './visits.js';

/** Parameters beside the fields, by resource. docs/rundb.md */
const BESIDE: Readonly<Record<string, RegExp>> = {
  compositeexperiment: /^(all_text|samples__name__in|plugins__name__in|result_status|sample_prep)$/,
  plannedexperiment: /^name_or_id(__icontains)?$/,
  plannedexperimentdb: /^name_or_id(__icontains)?$/,
  results: /^(plugin|noplugin|isThumbnail)$/,
  projectresults: /^isThumbnail$/,
  dnabarcode: /^distinct$/,
};
const OF_LISTS = new Set(['limit', 'offset', 'order_by']);

/** What a Torrent Server was wrongly asked: what it refuses, or what it would ignore and answer with the whole table. */
export function checkRequests(catalogue: Catalogue, requests: readonly LogEntry[]): string | undefined {
  for (const { method, path, status } of requests) {
    const asked = `${method} ${path}: ${status}`;
    const [, resource = '', key] = /^\/rundb\/api\/v1\/(\w+)\/(?:([^?/]+)\/)?/.exec(path) ?? [];
    if (method !== 'GET' || (status !== 200 && !(status === 404 && key !== undefined))) return asked;
    const unknown = key === undefined ? unknownParameter(catalogue, resource, path) : undefined;
    if (unknown !== undefined) return `${asked}: no parameter ${unknown}`;
  }
  return undefined;
}

function unknownParameter(catalogue: Catalogue, resource: string, path: string): string | undefined {
  const described = catalogue.get(resource);
  if (described === undefined) return undefined;
  const names = new URLSearchParams(path.split('?')[1] ?? '').keys();
  return [...names].find((name) => {
    const isField = described.fields.has(name.split('__')[0] ?? '');
    return !isField && !OF_LISTS.has(name) && BESIDE[resource]?.test(name) !== true;
  });
}

/** Requests that an operation may take beside those for its rows: reference lists, completion, a row by its name. */
const FIXED = 12;
/** Rows or parents that share a request, at the least. */
const BATCH = 100;
/** Reports come in small batches where the stores of their plugins come along. */
const SMALL_BATCH = 20;
/** A list is counted, and asked in legs behind a cursor. */
const OF_A_LIST = 9;
/** Filters that no resource knows together are asked of two, whose rows are counted before they are found by key. */
const OF_AN_INNER_LIST = 5;

/** How many requests an operation may take: by its fields, and by batches of rows. A list inside a list: by parents. */
export function mostRequests({ fields, isMultiplied }: Visits): number {
  if (isMultiplied) return Number.MAX_SAFE_INTEGER;
  return [...fields.values()].reduce((sum, visit) => sum + mostOf(visit), FIXED);
}

function mostOf({ isPaged, isRoot, parents, rows }: Visit): number {
  const batches = Math.ceil(rows / SMALL_BATCH) + 2 * Math.ceil(parents / BATCH);
  if (!isPaged) return 2 + batches;
  return isRoot ? OF_A_LIST + batches : parents * OF_AN_INNER_LIST + batches;
}
