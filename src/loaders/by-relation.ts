import type { Key, RundbClient } from '../rundb/client.js';
import { isKnown } from '../rundb/allow-list.js';
import { batchesOf, partByRelation } from '../rundb/dense.js';
import { RundbError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters, Resource } from '../rundb/resource.js';
import type { LostRow } from '../rundb/row-fault.js';
import { keyOf } from '../rundb/values.js';
import type { EntityName, Source } from './entities.js';
import { readKeysApart } from './keys-apart.js';
import { orNothing } from './or-nothing.js';
import { wireValue } from './rows.js';

/** Relations that several parents share one request for, by the child's resource. */
export interface Relation<E extends EntityName = EntityName> {
  readonly entity: E;
  /** One that knows the relation; a lighter or richer one that does is asked where the selection wants it. */
  readonly resource: Resource;
  /** Wire field of the child that names the parent. */
  readonly by: string;
  /** The field holds a name, not a link. */
  readonly isByName?: boolean;
  readonly parameters?: Parameters;
  /** Only children with this text in a column; those with other texts are asked for in the same request. */
  readonly among?: Among;
}

export interface Among {
  /** As a filter names it. */
  readonly column: string;
  /** Wire field that shows it. */
  readonly shownAs: string;
  readonly value: string;
}

/** The children of one parent, in rundb's default order (newest first), and the resource that gave them. */
export interface Family {
  readonly resource: Resource;
  readonly rows: readonly (object | LostRow)[];
}

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

/**
 * The children of each parent; `sources` are what shows them on this server. A child that rundb fails to print is lost to its parent,
 * not to the others.
 */
export async function familiesOf(
  client: RundbClient,
  sources: readonly Source[],
  relation: Relation,
  parents: readonly Key[],
): Promise<(Family | RundbError)[]> {
  const { resource } = relation;
  const read = (keys: readonly Key[]) => readFamilies(client, relation, resource, keys);
  const otherwise = (keys: readonly Key[]) => readOtherwise(client, sources, relation, keys);
  const maps = await Promise.all(
    batchesOf(partByRelation(resource, relation.by, parents)).map((batch) =>
      readKeysApart(client, resource, batch, read, otherwise),
    ),
  );
  const families = new Map(maps.flatMap((map) => [...map]));
  return Promise.all(
    parents.map(async (parent) => {
      const family = families.get(parent) ?? { resource, rows: [] };
      return family instanceof RundbError ? salvageFamily(client, relation, parent) : family;
    }),
  );
}

async function readFamilies(
  client: RundbClient,
  { by, isByName = false, parameters = [] }: Relation,
  resource: Resource,
  parents: readonly Key[],
): Promise<Map<Key, Family>> {
  const rows = await client.byRelation(resource, by, parents, parameters);
  const children = new Map<unknown, object[]>();
  for (const row of rows) {
    const parent = isByName ? wireValue(row, by) : keyOf(wireValue(row, by));
    const siblings = children.get(parent);
    if (siblings) siblings.push(row);
    else children.set(parent, [row]);
  }
  return new Map(parents.map((parent) => [parent, { resource, rows: children.get(parent) ?? [] }]));
}

async function readOtherwise(
  client: RundbClient,
  sources: readonly Source[],
  relation: Relation,
  parents: readonly Key[],
): Promise<Map<Key, Family> | undefined> {
  for (const { resource } of sources.filter((source) => showsTheSame(source, relation))) {
    const families = await orNothing(() => readFamilies(client, relation, resource, parents));
    if (families) return families;
  }
  return undefined;
}

/** Whether another source has all rows of the relation, and heeds what is asked of it. */
function showsTheSame({ resource, base, hidesRows }: Source, relation: Relation): boolean {
  if (resource.path === relation.resource.path || hidesRows || base.length > 0) return false;
  const names = [relation.by, ...(relation.parameters ?? []).map(([name]) => name)];
  return names.every((name) => isKnown(resource, name));
}

/** What rundb prints of the children of one parent. */
async function salvageFamily(
  client: RundbClient,
  { resource, by, parameters = [] }: Relation,
  parent: Key,
): Promise<Family | RundbError> {
  const ofParent = lookup(by, typeof parent === 'string' ? 'text' : 'integer', 'eq', parent);
  if (ofParent === 'nothing') return { resource, rows: [] };
  try {
    const { rows } = await client.salvage(resource, [...ofParent, ...parameters], everyRow);
    return { resource, rows };
  } catch (error) {
    if (error instanceof RundbError) return error;
    throw error;
  }
}
