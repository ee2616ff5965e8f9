import { adaptResource, type Findings } from './adapt-resource.js';
import type { RundbClient } from './client.js';
import type { Dialect } from './dialect.js';
import type { Resource } from './resource.js';
import type { ResourceSchema } from './resource-schema.js';
import { resources } from './resources/index.js';
import { tryExtraFilters } from './try-filters.js';

/** It has no schema, and is the same everywhere. */
const schemaless: ReadonlySet<string> = new Set(['account']);

/**
 * Finds out what a server of another release has, by its schemas and some counts: about sixty small requests.
 * docs/rundb.md, "Versions"
 * @throws RundbError
 */
export async function learnDialect(client: RundbClient, release: string): Promise<Dialect> {
  const asked = Object.values<Resource>(resources).filter(({ path }) => !schemaless.has(path));
  const schemas = await readSchemas(client, asked);
  const tried = await Promise.all(
    asked.map(async (resource) => {
      const isThere = schemas.has(resource.path);
      return [resource.name, isThere ? await tryExtraFilters(client, resource) : new Set<string>()] as const;
    }),
  );
  return dialectOf(release, schemas, new Map(tried));
}

export async function readSchemas(
  client: RundbClient,
  asked: readonly Resource[],
): Promise<ReadonlyMap<string, ResourceSchema>> {
  const paths = [...new Set(asked.map(({ path }) => path))];
  const found = await Promise.all(paths.map(async (path) => [path, await client.schema(path)] as const));
  return new Map(found.flatMap(([path, schema]) => (schema ? [[path, schema] as const] : [])));
}

function dialectOf(
  release: string,
  schemas: ReadonlyMap<string, ResourceSchema>,
  extras: ReadonlyMap<string, ReadonlySet<string>>,
): Dialect {
  const adapted = new Map<string, Resource | undefined>();
  const byName = new Map(Object.entries<Resource>(resources));
  const findings = (resource: Resource): Findings | undefined => {
    const schema = schemas.get(resource.path);
    const extraFilters = extras.get(resource.name) ?? new Set();
    return schema && { release, schema, extraFilters, find };
  };
  const adapt = (resource: Resource): Resource | undefined => {
    if (schemaless.has(resource.path)) return resource;
    const { name } = resource;
    const found = findings(resource);
    if (!adapted.has(name)) adapted.set(name, found && adaptResource(resource, found));
    return adapted.get(name);
  };
  const find = (name: string) => {
    const declared = byName.get(name);
    return declared && adapt(declared);
  };
  // What is kept under a name was made of the resource of that name, with the same types.
  return { release, isDeclared: false, adapt: adapt as Dialect['adapt'] };
}
