/**
 * Prints JSON as rundb does: keys sorted, a blank after commas and colons, NaN and infinities bare (which is not JSON), non-ASCII as it stands.
 * docs/rundb.md, "Values"
 */
export function printJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(', ')}]`;
  return printObject(value);
}

function printObject(value: object): string {
  const entries = Object.entries(value);
  if (!isSorted(entries)) entries.sort(byName);
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}: ${printJson(item)}`).join(', ')}}`;
}

function isSorted(entries: readonly (readonly [string, unknown])[]): boolean {
  return entries.every((entry, place) => place === 0 || byName(entries[place - 1] ?? entry, entry) <= 0);
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
