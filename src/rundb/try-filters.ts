import type { RundbClient } from './client.js';
import type { Parameters, Resource } from './resource.js';

/** Nothing in a lab is called so. */
const nonsense = 'no-such-name-8c1f04';

/**
 * Which filters beside the fields a server knows, found out by trying: a parameter that rundb does not know is ignored,
 * so that rows come where none should. Where there are no rows at all, none is taken for known.
 */
export async function tryExtraFilters(client: RundbClient, resource: Resource): Promise<Set<string>> {
  if (resource.extraFilters.length === 0) return new Set();
  const all = await client.count(resource, []);
  const known = await Promise.all(
    resource.extraFilters.map(async (name) => ((await isKnown(client, resource, name, all)) ? [name] : [])),
  );
  return new Set(known.flat());
}

async function isKnown(client: RundbClient, resource: Resource, name: string, all: number): Promise<boolean> {
  if (isHarmless(name)) return true;
  if (all === 0) return false;
  const count = (value: string) => client.count(resource, asParameter(name, value));
  if (name !== 'isThumbnail') return (await count(nonsense)) === 0;
  const [yes, no] = await Promise.all([count('yes'), count('no')]);
  return yes + no === all;
}

/** It only thins out rows that say the same; unknown, it costs time. docs/rundb.md, "Other resources" */
const isHarmless = (name: string) => name === 'distinct';

const asParameter = (name: string, value: string): Parameters => [[name, value]];
