import { isThere } from './adapt-resource.js';
import type { RundbClient } from './client.js';
import { readSchemas } from './learn-dialect.js';
import type { Resource } from './resource.js';
import type { ResourceSchema } from './resource-schema.js';
import { resources } from './resources/index.js';

/** What a server's resource lacks of what is known of it. */
export interface Difference {
  readonly resource: string;
  /** Whether the server has none of the name at all. */
  readonly isMissing: boolean;
  /** Read as null. */
  readonly fields: readonly string[];
  /** Refused as filters. */
  readonly filters: readonly string[];
  /** Refused as orders. */
  readonly orders: readonly string[];
}

/**
 * Compares what a server says of its resources with how they are declared: about sixty small requests.
 * docs/rundb.md, "Schema" @throws RundbError
 */
export async function findDifferences(client: RundbClient): Promise<readonly Difference[]> {
  const declared = Object.values<Resource>(resources).filter(({ path }) => path !== 'account');
  const schemas = await readSchemas(client, declared);
  return declared.map((resource) => compare(resource, schemas.get(resource.path))).filter(isOne);
}

function compare({ name, fields }: Resource, schema: ResourceSchema | undefined): Difference {
  const lacking = { resource: name, isMissing: schema === undefined };
  if (!schema) return { ...lacking, fields: [], filters: [], orders: [] };
  const all = Object.entries(fields);
  const present = all.filter(([field, declared]) => isThere(field, declared, schema));
  const names = (found: typeof all) => found.map(([field]) => field);
  return {
    ...lacking,
    fields: names(all.filter((entry) => !present.includes(entry))),
    filters: names(present.filter(([field, { filter }]) => filter !== '' && !schema.filtering.has(field))),
    orders: names(present.filter(([field, { order }]) => order && !schema.ordering.has(field))),
  };
}

const isOne = ({ isMissing, fields, filters, orders }: Difference): boolean =>
  isMissing || fields.length + filters.length + orders.length > 0;
