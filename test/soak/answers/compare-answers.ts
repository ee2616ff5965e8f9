import type { ExecutionResult } from 'graphql';
import type { Foretold } from './oracle.js';
import { readCursor } from './page-rows.js';

export interface Given {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface Comparison {
  /** The first thing that is not as foretold; undefined when all is. */
  readonly difference: string | undefined;
  /** Refusals that were right, by why. */
  readonly refusals: readonly string[];
  /** Values that were compared. */
  readonly values: number;
}

/** Compares an answer with what was foretold; `learn` is told the text of every cursor. */
export function compareAnswers(
  { result, visits }: Foretold,
  given: Given,
  learn: (cursor: string, count: number) => void,
): Comparison {
  const expected = errorsOf(result);
  const refusals: string[] = [];
  const doubted = new Set<string>();
  for (const error of given.errors ?? []) {
    const path = (error.path ?? []).join('.');
    const code = String(error.extensions['code']);
    const doubt = code === 'BAD_USER_INPUT' ? visits.doubts.get(path) : undefined;
    if (expected.get(path) === code) refusals.push(`as foretold: ${code}`);
    else if (doubt !== undefined && !expected.has(path)) {
      refusals.push(`not to be asked of rundb: ${doubt}`);
      doubted.add(path);
    } else
      return { difference: `unforetold error at ${path}: ${code}: ${error.message}`, refusals, values: 0 };
    expected.delete(path);
  }
  for (const [path, code] of expected) {
    // One that nulls its parent hides the others of that parent.
    if (!isHidden(path, result))
      return { difference: `no error at ${path}, but ${code} is right`, refusals, values: 0 };
  }
  const comparing: Comparing = { learn, doubted, values: 0 };
  const difference = compare(result.data, given.data, '', comparing);
  return { difference, refusals, values: comparing.values };
}

function errorsOf({ errors = [] }: ExecutionResult): Map<string, string> {
  return new Map(
    errors.map((error) => {
      const { path = [], extensions } = error;
      // A fault of the reading itself; nothing was foretold then.
      if (extensions['code'] === undefined) throw error;
      return [path.join('.'), String(extensions['code'])];
    }),
  );
}

const isHidden = (path: string, { errors = [] }: ExecutionResult): boolean =>
  errors.some((error) => path.startsWith(`${(error.path ?? []).join('.')}.`));

interface Comparing {
  readonly learn: (cursor: string, count: number) => void;
  /** Places that were rightly refused. */
  readonly doubted: ReadonlySet<string>;
  values: number;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compare(expected: unknown, given: unknown, path: string, comparing: Comparing): string | undefined {
  if (comparing.doubted.has(path)) return given === null ? undefined : `${path}: refused and given`;
  if (Array.isArray(expected) && Array.isArray(given)) return compareLists(expected, given, path, comparing);
  if (isObject(expected) && isObject(given)) return compareObjects(expected, given, path, comparing);
  comparing.values += 1;
  const count = readCursor(expected);
  if (count !== undefined && typeof given === 'string' && given !== '')
    return void comparing.learn(given, count);
  return expected === given ? undefined : `${path}: foretold ${show(expected)}, given ${show(given)}`;
}

function compareLists(
  expected: readonly unknown[],
  given: readonly unknown[],
  path: string,
  comparing: Comparing,
): string | undefined {
  for (const index of expected.keys()) {
    const difference = compare(expected[index], given[index], join(path, index), comparing);
    if (difference !== undefined)
      return `${difference} (${expected.length} items foretold, ${given.length} given)`;
  }
  const isSame = expected.length === given.length;
  return isSame ? undefined : `${path}: ${expected.length} items foretold, ${given.length} given`;
}

function compareObjects(
  expected: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
  path: string,
  comparing: Comparing,
): string | undefined {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(given)])) {
    const difference = compare(expected[name], given[name], join(path, name), comparing);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const join = (path: string, step: string | number): string =>
  path === '' ? String(step) : `${path}.${step}`;

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
