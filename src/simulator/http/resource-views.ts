import type { Resource } from '../api.js';
import { listPath } from './api-paths.js';
import { noContent, type Reply, returned } from './reply.js';
import type { SimulatorRequest } from './request.js';
import type { User } from './users.js';
import { refusePermission, type View } from './views.js';

/** Only the runs may be asked from pages of other hosts, and be kept by caches for a while. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, GET, OPTIONS, DELETE, PUT, PATCH',
  'Access-Control-Allow-Headers': 'Content-Type,Authorization,origin,accept',
};
const MANNERS: Readonly<Record<string, Pick<View, 'headers' | 'caching'>>> = {
  compositeexperiment: { headers: CORS, caching: 's-maxage=17, max-age=17' },
  monitorresult: { caching: 's-maxage=9, max-age=9' },
};

/** What all paths of a resource have in common. */
export function mannersOf(name: string): Pick<View, 'headers' | 'caching'> {
  return MANNERS[name] ?? {};
}

/** Resources whose creating code asks for no permission, see docs/rundb.md, "Refusals". */
const OPEN_TO_ALL = new Set(['plannedexperiment', 'sample']);

function writeList(resource: Resource, method: string, caller: User): Reply {
  if (caller.mayWrite || (method === 'post' && OPEN_TO_ALL.has(resource.name))) return returned(501);
  // For those without permission a list has no rows to replace or to delete.
  return method === 'put' || method === 'delete' ? noContent() : refusePermission();
}

function writeDetail(resource: Resource, key: string, method: string, caller: User): Reply {
  if (method === 'post') return returned(501);
  if (method !== 'put') resource.detail(key, []);
  return caller.mayWrite ? returned(501) : refusePermission();
}

function listView(resource: Resource, request: SimulatorRequest): View {
  return {
    methods: resource.listMethods,
    obeysOverride: true,
    read: () => resource.list(request.parameters, listPath(resource.name)),
    write: (method, caller) => writeList(resource, method, caller),
  };
}

/** `<key>/` is an object, `<key>/<name>/` what hangs on it; a key may hold slashes, then it is a wrong one. */
function detailView(resource: Resource, key: string, request: SimulatorRequest): View {
  const slash = key.lastIndexOf('/');
  const readSub = () =>
    slash < 0
      ? undefined
      : resource.sub?.(key.slice(0, slash), key.slice(slash + 1), request.parameters, request.path);
  return {
    methods: resource.detailMethods,
    obeysOverride: true,
    read: () => readSub() ?? resource.detail(key, request.parameters),
    write: (method, caller) => writeDetail(resource, key, method, caller),
  };
}

function findView(resource: Resource, tail: string, request: SimulatorRequest): View {
  if (tail === '') return listView(resource, request);
  if (tail === 'schema/') return { methods: ['get'], read: () => resource.schema() };
  const keys = /^set\/(.*)\/$/.exec(tail)?.[1]?.split(';');
  if (keys === undefined) return detailView(resource, tail.slice(0, -1), request);
  return { methods: ['get'], read: () => resource.set(keys, request.parameters) };
}

/** The view of a path below a resource; `tail` is what follows `<resource>/` and ends with a slash unless empty. */
export function viewOfResource(resource: Resource, tail: string, request: SimulatorRequest): View {
  return { ...findView(resource, tail, request), ...mannersOf(resource.name) };
}
