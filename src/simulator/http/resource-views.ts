import type { Caller, Resource } from '../api.js';
import { printJson } from '../values/print-json.js';
import { listPath } from './api-paths.js';
import { EMPTY_TYPE, JSON_TYPE, noContent, type Reply, returned } from './reply.js';
import type { SimulatorRequest } from './request.js';
import type { User } from './users.js';
import type { View, WriteMethod } from './views.js';

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

function callerOf({ id, name, isSuperuser, mayWrite }: User): Caller {
  return { id, name, isSuperuser, may: () => isSuperuser || mayWrite };
}

function write(
  resource: Resource,
  key: string | undefined,
  request: SimulatorRequest,
  method: WriteMethod,
  user: User,
): Reply {
  const { parameters, body, headers } = request;
  const contentType = headers['content-type'];
  const origin = `http://${headers.host ?? ''}`;
  const caller = callerOf(user);
  const answer = resource.write({ method, key, parameters, body, contentType, caller, origin });
  if (answer.status === 204) return noContent();
  const location = answer.location === undefined ? {} : { Location: answer.location };
  return answer.body === undefined
    ? returned(answer.status, '', EMPTY_TYPE, location)
    : returned(answer.status, printJson(answer.body), JSON_TYPE, location);
}

function listView(resource: Resource, request: SimulatorRequest, hasMesh: boolean): View {
  return {
    methods: resource.listMethods,
    obeysOverride: true,
    read: () => resource.list(request.parameters, listPath(resource.name, hasMesh)),
    write: (method, caller) => write(resource, undefined, request, method, caller),
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
    write: (method, caller) => write(resource, key, request, method, caller),
  };
}

function findView(resource: Resource, tail: string, request: SimulatorRequest, hasMesh: boolean): View {
  if (tail === '') return listView(resource, request, hasMesh);
  if (tail === 'schema/') return { methods: ['get'], read: () => resource.schema() };
  const keys = /^set\/(.*)\/$/.exec(tail)?.[1]?.split(';');
  if (keys === undefined) return detailView(resource, tail.slice(0, -1), request);
  return { methods: ['get'], read: () => resource.set(keys, request.parameters) };
}

/** The view of a path below a resource; `tail` is what follows `<resource>/` and ends with a slash unless empty. */
export function viewOfResource(
  resource: Resource,
  tail: string,
  request: SimulatorRequest,
  hasMesh: boolean,
): View {
  return { ...findView(resource, tail, request, hasMesh), ...mannersOf(resource.name) };
}
