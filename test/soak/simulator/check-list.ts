import type { Lab, Parameters, Row } from '../../../src/simulator/api.js';
import { isBody, type Body } from '../../support/ask-lab.js';
import type { Catalogue, Described } from './catalogue.js';
import type { Complaint } from './check-shape.js';
import { compareStored, kindOf } from './column-tests.js';
import { expectedRows } from './expected-rows.js';
import { KNOWN_TABLES } from './known-tables.js';
import { readObject } from './read-json.js';
import { holdsUnprintable } from './unprintable-rows.js';

const CAP = 1000;

export interface Window {
  /** 0: no limit. */
  readonly limit: number;
  readonly offset: number;
}

function last(parameters: Parameters, name: string): string | undefined {
  return parameters.findLast(([given]) => given === name)?.[1];
}

/** The page asked; `refused` when it is none, undefined when it is an odd one. */
export function readWindow(
  parameters: Parameters,
  { name, defaultLimit }: Described,
): Window | 'refused' | undefined {
  const [limit = String(defaultLimit), offset = '0'] = [
    last(parameters, 'limit'),
    last(parameters, 'offset'),
  ];
  const isWrong = [limit, offset].some((text) => /^[a-z]+$|^-[1-9]/.test(text));
  if (isWrong) return 'refused';
  if (![limit, offset].every((text) => /^\d{1,9}$/.test(text))) return undefined;
  const asked = Number(limit);
  const isCapped = !name.startsWith('content') && (asked === 0 || asked > CAP);
  return { limit: isCapped ? CAP : asked, offset: Number(offset) };
}

/** The terms of the order; undefined when this reading does not know it. */
function orderOf(
  parameters: Parameters,
  resource: string,
): readonly [column: string, isFalling: boolean] | undefined {
  const asked = parameters
    .filter(([name]) => name === 'order_by' || name === 'sort_by')
    .map(([, term]) => term);
  const [term = `-${KNOWN_TABLES[resource]?.newestBy ?? 'id'}`, ...others] = asked;
  if (others.length > 0) return undefined;
  return term.startsWith('-') ? [term.slice(1), true] : [term, false];
}

function inOrder(
  lab: Lab,
  described: Described,
  rows: readonly Row[],
  parameters: Parameters,
): readonly Row[] | undefined {
  const order = orderOf(parameters, described.name);
  if (order === undefined) return undefined;
  const [column, isFalling] = order;
  const stored = lab.rows(KNOWN_TABLES[described.name]?.table ?? '');
  const kind = stored.every((row) => column in row)
    ? kindOf(stored, column, described.fields.get(column) ?? '')
    : undefined;
  if (kind === undefined) return undefined;
  const sign = isFalling ? -1 : 1;
  // Nothing is above everything.
  const rank = (row: Row): number => Number(row[column] === null);
  return rows.toSorted((a, b) => sign * (compareStored(kind, a[column], b[column]) ?? rank(a) - rank(b)));
}

function keyOf(row: Body): string {
  return String(row['id']);
}

function checkLink(
  link: unknown,
  wanted: number | undefined,
  window: Window,
  parameters: Parameters,
): boolean {
  if (wanted === undefined) return link === null;
  const [, asked = ''] = String(link).split('?');
  const kept = [...new URLSearchParams(asked)].filter(([name]) => name !== 'limit' && name !== 'offset');
  const given = parameters.filter(([name]) => name !== 'limit' && name !== 'offset');
  const page = new URLSearchParams(asked);
  const isSame = kept.map(String).sort().join('\n') === given.map(String).sort().join('\n');
  return isSame && page.get('limit') === String(window.limit) && page.get('offset') === String(wanted);
}

/** Whether the envelope agrees with itself and with what was asked. */
export function checkEnvelope(list: Body, window: Window, parameters: Parameters): Complaint {
  const meta = isBody(list['meta']) ? list['meta'] : {};
  const { limit, offset } = window;
  const [count, rows] = [
    Number(meta['total_count']),
    Array.isArray(list['objects']) ? list['objects'].length : -1,
  ];
  if (meta['limit'] !== limit || meta['offset'] !== offset)
    return `limit and offset are not ${limit} and ${offset}`;
  const left = Math.max(0, count - offset);
  if (rows !== (limit === 0 ? left : Math.min(left, limit))) return `${rows} rows of ${count}`;
  if (limit === 0) return 'next' in meta || 'previous' in meta ? 'links without a limit' : undefined;
  const next = offset + limit < count ? offset + limit : undefined;
  const previous = offset - limit >= 0 ? offset - limit : undefined;
  const isLinked =
    checkLink(meta['next'], next, window, parameters) &&
    checkLink(meta['previous'], previous, window, parameters);
  return isLinked ? undefined : 'wrong links';
}

interface Found {
  readonly lab: Lab;
  readonly described: Described;
  readonly parameters: Parameters;
  readonly window: Window;
  readonly expected: readonly Row[];
}

/** Whether the rows are those that stand there in the order; rows with equal values may change places. */
function checkRows(
  { lab, described, parameters, window, expected }: Found,
  shown: readonly Body[],
): Complaint {
  const keys = new Set(expected.map(keyOf));
  const strange = shown.map(keyOf).find((key) => !keys.has(key));
  if (strange !== undefined) return `row ${strange} should not be there`;
  const ordered = inOrder(lab, described, expected, parameters);
  const column = orderOf(parameters, described.name)?.[0] ?? '';
  if (ordered === undefined) return undefined;
  const wanted = ordered.slice(window.offset, window.limit === 0 ? undefined : window.offset + window.limit);
  const byKey = new Map(expected.map((row) => [keyOf(row), row]));
  const values = (rows: readonly Body[]): string =>
    JSON.stringify(rows.map((row) => byKey.get(keyOf(row))?.[column]));
  return values(shown) === values(wanted) ? undefined : `not in the order of ${column}`;
}

/** Whether a list's answer is what the tables, read directly, make of it. */
export interface ListCheck {
  readonly complaint: Complaint;
  /** Whether the rows were compared with the tables. */
  readonly isCompared: boolean;
}

const UNKNOWN: ListCheck = { complaint: undefined, isCompared: false };

function compared(complaint: Complaint): ListCheck {
  return { complaint, isCompared: true };
}

/** A list ordered by what has several values holds a row once for each, and still counts it once. */
function repeatsRows({ fields }: Described, parameters: Parameters): boolean {
  const terms = parameters
    .filter(([name]) => name === 'order_by' || name === 'sort_by')
    .map(([, term]) => term);
  return terms.some((term) => fields.get(term.replace(/^-/, '').split('__')[0] ?? '') === 'related');
}

/** Checks the answer to a GET of a list by a caller who is let in. */
export function checkList(
  lab: Lab,
  catalogue: Catalogue,
  resource: string,
  parameters: Parameters,
  answer: { readonly status: number; readonly text: string },
): ListCheck {
  const described = catalogue.get(resource);
  if (described === undefined || repeatsRows(described, parameters)) return UNKNOWN;
  if (answer.status === 500 && holdsUnprintable(lab)) return UNKNOWN;
  const window = readWindow(parameters, described);
  const list = answer.status === 200 ? readObject(answer.text) : undefined;
  const complaint =
    list !== undefined && typeof window === 'object' ? checkEnvelope(list, window, parameters) : undefined;
  if (complaint !== undefined) return compared(complaint);
  const expected = expectedRows(lab, catalogue, resource, parameters);
  if (expected === undefined || window === undefined) return UNKNOWN;
  return compareList({ lab, described, parameters, window, expected }, answer.status, list);
}

interface Compared {
  readonly lab: Lab;
  readonly described: Described;
  readonly parameters: Parameters;
  readonly window: Window | 'refused';
  readonly expected: readonly Row[] | 'refused';
}

function compareList(
  { window, expected, ...rest }: Compared,
  status: number,
  list: Body | undefined,
): ListCheck {
  // An order may be refused, or crash, before or after all else.
  const isOrdered = rest.parameters.some(([name]) => name === 'order_by' || name === 'sort_by');
  if (expected === 'refused' || window === 'refused') {
    const isRefused = status === 400 || (isOrdered && status === 500);
    return compared(isRefused ? undefined : `${status}, not 400`);
  }
  if (list === undefined) return isOrdered ? UNKNOWN : compared(`${status}, not 200`);
  const count = isBody(list['meta']) ? list['meta']['total_count'] : undefined;
  if (count !== expected.length) return compared(`${String(count)} rows, not ${expected.length}`);
  const shown = Array.isArray(list['objects']) ? list['objects'].filter(isBody) : [];
  return compared(checkRows({ ...rest, window, expected }, shown));
}
