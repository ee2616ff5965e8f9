import { UnsendableValueError } from './error.js';
import type { Parameters, Resource } from './resource.js';

const listParameters: ReadonlySet<string> = new Set(['limit', 'offset', 'order_by']);

/**
 * Lets only those filters out that the resource declares: rundb ignores a filter it does not know, and answers with
 * the whole table. Of a path through relations the first step is looked at. docs/rundb.md, "Filters"
 * @throws TypeError for any other, a fault of the gateway itself; UnsendableValueError where an older release lacks it
 */
export function requireKnown(resource: Resource, parameters: Parameters): void {
  const unknown = parameters.find(([name]) => !isKnown(resource, name));
  if (!unknown) return;
  const [name] = unknown;
  if (resource.release === undefined) throw new TypeError(`${resource.name} has no filter ${name}`);
  throw new UnsendableValueError(
    `Torrent Suite ${resource.release} cannot filter ${resource.name} by ${name}.`,
  );
}

/** Whether rundb heeds this parameter in a list of the resource, as far as its first step tells. */
export function isKnown({ fields, extraFilters }: Resource, name: string): boolean {
  if (listParameters.has(name) || extraFilters.includes(name)) return true;
  const [step = ''] = name.split('__');
  return (Object.hasOwn(fields, step) && fields[step]?.filter !== '') || extraFilters.includes(step);
}
