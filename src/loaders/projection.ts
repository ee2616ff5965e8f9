import { entities, type EntityName, type Source } from './entities.js';
import { carries } from './rows.js';

/** Every name of `needs` is a field that the source prints. */
function carriesAll(source: Source, needs: Iterable<string>): boolean {
  for (const name of needs) if (!carries(source.resource.fields, name)) return false;
  return true;
}

/**
 * The lightest source that prints all needed fields, of those that are `able` (know a filter and an order, say).
 * Where none prints all, the able one that prints most: what is missing is completed by id (read.ts).
 */
export function lightestSource(
  entity: EntityName,
  needs: ReadonlySet<string>,
  isAble?: (source: Source) => boolean,
): Source | undefined {
  return lightestOf(entities[entity].sources, needs, isAble);
}

/** The same of the sources that a server has. */
export function lightestOf(
  sources: readonly Source[],
  needs: ReadonlySet<string>,
  isAble: (source: Source) => boolean = () => true,
): Source | undefined {
  const able = sources.filter(isAble);
  return able.find((source) => carriesAll(source, needs)) ?? richest(able, needs);
}

function richest(sources: readonly Source[], needs: ReadonlySet<string>): Source | undefined {
  const printed = (source: Source) =>
    [...needs].filter((name) => carries(source.resource.fields, name)).length;
  return sources.reduce<Source | undefined>(
    (best, source) => (best && printed(best) >= printed(source) ? best : source),
    undefined,
  );
}
