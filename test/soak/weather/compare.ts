export interface Given {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** What a Torrent Server in bad weather may be to blame for. */
const ofWeather = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_ERROR',
  'UPSTREAM_OVERLOADED',
  // That there is no such row is said by an answer without a body; with a spoilt one it is that of another server.
  'NOT_FOUND',
]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The first thing that is wrong in an answer: a value that is not the right one, a null without an error. */
export function complaintOf(right: unknown, { data, errors = [] }: Given): string | undefined {
  const strange = errors.find(({ extensions }) => !ofWeather.has(String(extensions['code'])));
  if (strange) return `an error of no weather: ${JSON.stringify(strange)}`;
  const failed = errors.map(({ path = [] }) => path.map(String));
  return compare(right, data, [], failed);
}

function compare(
  right: unknown,
  given: unknown,
  path: readonly string[],
  failed: readonly (readonly string[])[],
): string | undefined {
  if (given === null && right !== null) return hasError(path, failed) ? undefined : `${path.join('.')}: null`;
  if (!isObject(right) || !isObject(given)) {
    return right === given
      ? undefined
      : `${path.join('.')}: ${JSON.stringify(right)} is right, not ${JSON.stringify(given)}`;
  }
  const names = new Set([...Object.keys(right), ...Object.keys(given)]);
  for (const name of names) {
    const difference = compare(right[name], given[name], [...path, name], failed);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** An error below a null has made it one. */
const hasError = (path: readonly string[], failed: readonly (readonly string[])[]): boolean =>
  failed.some((place) => path.every((step, index) => place[index] === step));
