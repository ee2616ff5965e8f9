import { UnsendableValueError } from '../rundb/error.js';
import type { Parameters } from '../rundb/resource.js';

type Maybe = Parameters | 'nothing';

/**
 * Joins filters that are all to hold. rundb takes the last of two parameters of one name, and the union of two
 * `__in` (docs/rundb.md, "Filters"), so filters on one lookup are made one: sets are cut, patterns are joined.
 */
export function mergeParameters(parts: readonly Maybe[]): Maybe {
  const merged = new Map<string, string>();
  for (const part of parts) {
    if (part === 'nothing') return 'nothing';
    for (const [name, value] of part) {
      const present = merged.get(name);
      const both = present === undefined || present === value ? value : joinValues(name, present, value);
      if (both === 'nothing') return 'nothing';
      merged.set(name, both);
    }
  }
  return [...merged];
}

function joinValues(name: string, one: string, other: string): string {
  if (name.endsWith('__in')) return intersect(one, other);
  if (name.endsWith('regex')) return joinPatterns(one, other);
  if (/__(gt|gte|lt|lte|[a-z]*contains|[a-z]*with)$/.test(name))
    throw new UnsendableValueError(`Two comparisons of one kind: ${name}.`);
  return 'nothing';
}

function intersect(one: string, other: string): string {
  const members = new Set(other.split(','));
  return (
    one
      .split(',')
      .filter((member) => members.has(member))
      .join(',') || 'nothing'
  );
}

/** Both patterns look ahead from the start of the text. */
function joinPatterns(one: string, other: string): string {
  return `^${[one, other].map((pattern) => `(?=${pattern.startsWith('^') ? pattern.slice(1) : `.*${pattern}`})`).join('')}`;
}
