import type { Source } from '../loaders/entities.js';
import { type Condition, knows } from './condition.js';
import type { Group } from './found-keys.js';
import { mergeParameters } from './merge-parameters.js';

/**
 * The conditions of a list in groups that a source each knows; every group holds all that its source knows, so that few
 * rows are left. Each condition is known to one of the sources at least. `nothing` where no row can match.
 * @param first a source that knows all of them
 */
export function cover(
  sources: readonly Source[],
  conditions: readonly Condition[],
  first?: Source,
): readonly Group[] | 'nothing' {
  const chosen: Source[] = first ? [first] : [];
  let open = conditions.filter((condition) => !first || !knows(first, condition));
  while (open.length > 0) {
    const source = mostKnowing(sources, open);
    chosen.push(source);
    open = open.filter((condition) => !knows(source, condition));
  }
  const groups = chosen.map((source) => ({ source, where: whereOf(source, conditions) }));
  return groups.every(hasRows) ? groups : 'nothing';
}

/** What is asked of a source: all of the conditions that it knows. */
export function whereOf(source: Source, conditions: readonly Condition[]): Group['where'] | 'nothing' {
  const known = conditions.filter((condition) => knows(source, condition));
  return mergeParameters([source.base, ...known.map(({ parameters }) => parameters)]);
}

function hasRows(group: {
  readonly source: Source;
  readonly where: Group['where'] | 'nothing';
}): group is Group {
  return group.where !== 'nothing';
}

/** The one that knows most, the lighter of two. */
function mostKnowing(sources: readonly Source[], conditions: readonly Condition[]): Source {
  const count = (source: Source) => conditions.filter((condition) => knows(source, condition)).length;
  return sources.reduce((best, source) => (count(source) > count(best) ? source : best));
}
