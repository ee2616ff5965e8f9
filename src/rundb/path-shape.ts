/** Parts of rundb's paths that stand for themselves; every other one is somebody's. */
const ownParts = new Set(['schema', 'set', 'version', 'status']);

/**
 * A path below the API's root as it may be shown: `results/set/1;2/?limit=5` is `results/set/{}/?limit`. Keys of rows
 * and values of filters are gone, since they can be names of people and samples.
 */
export function shapeOfPath(path: string): string {
  const [own = '', query] = path.split('?');
  const [resource = '', ...rest] = own.split('/');
  const shape = [resource, ...rest.map((part) => (part === '' || ownParts.has(part) ? part : '{}'))].join(
    '/',
  );
  return query === undefined ? shape : `${shape}?${namesOf(query).join('&')}`;
}

function namesOf(query: string): string[] {
  const names = query.split('&').map((pair) => pair.split('=')[0] ?? '');
  return [...new Set(names)];
}
