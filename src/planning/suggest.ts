import { distance } from 'fastest-levenshtein';

const most = 5;
/** Longer than any name of rundb's: what is typed there is no slip of one. */
const longest = 200;

/** Those of the names that someone who typed `given` may have meant, nearest first. */
export function nearest(given: string, names: Iterable<string>): string[] {
  if (given.length > longest) return [];
  const asked = given.toLowerCase();
  const limit = Math.max(2, Math.floor(given.length * 0.4));
  return [...new Set(names)]
    .map((name) => ({ name, far: farness(asked, name.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((one, other) => one.far - other.far || (one.name < other.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** A word that is the start or a part of the name is nearer than its letters say. */
function farness(asked: string, name: string): number {
  const far = distance(asked, name);
  return asked.length > 2 && name.includes(asked) ? Math.min(far, 1) : far;
}

const mostListed = 12;

/** Names for a message, cut where they are many. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).join(', ');
  return names.length > mostListed ? `${shown} and ${names.length - mostListed} more` : shown;
}

/** A value as a message quotes it, cut where it is long. */
export function quoted(value: string): string {
  return value.length > 80 ? `"${value.slice(0, 77)}..."` : `"${value}"`;
}
