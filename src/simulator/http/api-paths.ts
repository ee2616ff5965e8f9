/** The two APIs of rundb: the ordinary one, and the one over all servers of a mesh. */
export const API_PREFIX = '/rundb/api/v1/';
export const MESH_PREFIX = '/rundb/api/mesh/v1/';

/** The resources of the mesh API. */
export const MESH_NAMES = ['autodiscoveredhosts', 'compositeexperiment', 'meshprefetch'] as const;

/** The path that `next` and `previous` name: the mesh API's for a name that both have, see docs/rundb.md, "Mesh". */
export function listPath(name: string, hasMesh: boolean): string {
  const isOfMesh = hasMesh && MESH_NAMES.some((meshName) => meshName === name);
  return `${isOfMesh ? MESH_PREFIX : API_PREFIX}${name}/`;
}

/** Where a path leads: an API and what follows its prefix; undefined for a page outside of both. */
export function splitApiPath(path: string): { prefix: string; rest: string } | undefined {
  const prefix = [API_PREFIX, MESH_PREFIX].find((candidate) => path.startsWith(candidate));
  return prefix === undefined ? undefined : { prefix, rest: path.slice(prefix.length) };
}

/** The index of an API: for each resource the paths of its list and its schema. */
export function describeIndex(names: readonly string[], hasMesh: boolean): object {
  const paths = names.map((name) => [name, listPath(name, hasMesh)] as const);
  return Object.fromEntries(
    paths.map(([name, path]) => [name, { list_endpoint: path, schema: `${path}schema/` }]),
  );
}
