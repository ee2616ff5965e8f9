import { entities, type EntityName, type Source } from './entities.js';
import { carries } from './rows.js';

/** Whether every name of `needs` is a field that the source prints. */
export function carriesAll(source: Source, needs: Iterable<string>): boolean {
  for (const name of needs) if (!carries(source.resource.fields, name)) return false;
  return true;
}

/**
 * The sources of a server that are able, best first: the lightest that prints all needed fields, then those that print most of
 * them. What fails in one is asked of the next, and where less of a resource fails, more of it is not tried.
 */
export function sourcesInTurn(
  sources: readonly Source[],
  needs: ReadonlySet<string>,
  isAble: (source: Source) => boolean = () => true,
): readonly Source[] {
  const best = lightestOf(sources, needs, isAble);
  if (!best) return [];
  const able = sources.filter(isAble);
  const others = able.filter((source) => {
    const lightest = able.find(({ resource }) => resource.path === source.resource.path);
    return source === lightest && source !== best;
  });
  return [best, ...others.toSorted((one, other) => printed(other, needs) - printed(one, needs))];
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
  return sources.reduce<Source | undefined>(
    (best, source) => (best && printed(best, needs) >= printed(source, needs) ? best : source),
    undefined,
  );
}

function printed({ resource }: Source, needs: ReadonlySet<string>): number {
  return [...needs].filter((name) => carries(resource.fields, name)).length;
}
