import { badUserInput } from '../errors.js';

/** Most rows that one list gives. */
export const mostRows = 100_000;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly offset?: number | null | undefined;
}

/** Refuses a page that cannot be meant, before anything is asked of a server. */
export function checkPage({ first, after, offset }: PageArguments): void {
  if (first === null) throw badUserInput('`first` may be left out (20 rows), but not null.');
  if (first !== undefined && (first < 0 || first > mostRows)) {
    throw badUserInput(`\`first\` is between 0 and ${mostRows}, not ${first}.`);
  }
  if (offset !== undefined && offset !== null && offset < 0) {
    throw badUserInput(`\`offset\` is 0 or more, not ${offset}.`);
  }
  if (isGiven(after) && isGiven(offset)) {
    throw badUserInput('`after` continues a list and `offset` jumps in it: give one of them.');
  }
}

export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** The one key of a look-up that was given. */
export function oneKey<Keys extends Record<string, string | null | undefined>>(
  keys: Keys,
): [name: keyof Keys & string, value: string] {
  const given = Object.entries(keys).filter((entry): entry is [string, string] => isGiven(entry[1]));
  const [key] = given;
  if (!key || given.length > 1) {
    const names = Object.keys(keys).join(', ');
    throw badUserInput(`Look-ups take exactly one key of ${names}; ${given.length} were given.`);
  }
  return key;
}
