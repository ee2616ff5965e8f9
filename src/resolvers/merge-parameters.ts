import { patternOfPart } from '../rundb/pattern.js';
import type { Parameters } from '../rundb/resource.js';

type Maybe = Parameters | 'nothing';

/**
 * Joins filters that are all to hold. rundb takes the last of two parameters of one name, and the union of two
 * `__in` (docs/rundb.md, "Filters"), so filters on one lookup are made one: sets are cut, limits narrowed, and parts of
 * texts looked for by patterns, which are joined.
 */
export function mergeParameters(parts: readonly Maybe[]): Maybe {
  const merged = new Map<string, string>();
  for (const part of parts) {
    if (part === 'nothing') return 'nothing';
    for (const parameter of part) if (!mergeOne(merged, parameter)) return 'nothing';
  }
  return [...merged];
}

/** False where no row can match both. */
function mergeOne(merged: Map<string, string>, [name, value]: Parameters[number]): boolean {
  const present = merged.get(name);
  if (present === undefined || present === value) {
    merged.set(name, value);
    return true;
  }
  const pattern = patternNamed(name);
  if (pattern) {
    merged.delete(name);
    const patterns = [present, value].map((text): Parameters[number] => [pattern.name, pattern.of(text)]);
    return patterns.every((one) => mergeOne(merged, one));
  }
  const both = joinValues(name, present, value);
  if (both !== undefined) merged.set(name, both);
  return both !== undefined;
}

function joinValues(name: string, one: string, other: string): string | undefined {
  if (name.endsWith('__in')) return intersect(one, other);
  if (name.endsWith('regex')) return joinPatterns(one, other);
  if (/__gte?$/.test(name)) return isAbove(one, other) ? one : other;
  if (/__lte?$/.test(name)) return isAbove(one, other) ? other : one;
  return name.endsWith('__iexact') && one.toLowerCase() === other.toLowerCase() ? one : undefined;
}

/** Limits are numbers, or instants and days in one form. */
function isAbove(one: string, other: string): boolean {
  const [low, high] = [Number(other), Number(one)];
  return Number.isNaN(low) || Number.isNaN(high) ? one > other : high > low;
}

/** A value alone is sent twice, for it may be a text that is no list. docs/rundb.md, "Filters" */
function intersect(one: string, other: string): string | undefined {
  const members = new Set(other.split(','));
  const both = new Set(one.split(',').filter((member) => members.has(member)));
  const [only] = both;
  if (only === undefined) return undefined;
  return both.size > 1 ? [...both].join(',') : `${only},${only}`;
}

const partNames = { contains: 'contains', startswith: 'startsWith', endswith: 'endsWith' } as const;

/** The name and the form of the pattern that does what a look-up of parts of texts does. */
function patternNamed(name: string) {
  const [, column, i, kind] = /^(.*__)(i?)(contains|startswith|endswith)$/.exec(name) ?? [];
  if (kind !== 'contains' && kind !== 'startswith' && kind !== 'endswith') return undefined;
  return { name: `${column}${i}regex`, of: patternOfPart[partNames[kind]] };
}

/** Both patterns look ahead from the start of the text. */
function joinPatterns(one: string, other: string): string {
  return `^${[one, other].map((pattern) => `(?=${pattern.startsWith('^') ? pattern.slice(1) : `.*${pattern}`})`).join('')}`;
}
