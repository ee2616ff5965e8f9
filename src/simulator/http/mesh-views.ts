import { type Lab, Refusal, type Resource, SORRY } from '../api.js';
import { listMeshRuns } from './mesh-runs.js';
import { mannersOf } from './resource-views.js';
import type { SimulatorRequest } from './request.js';
import type { View } from './views.js';

function failToRead(): never {
  throw new Refusal(500, SORRY);
}

/** The schema of the runs, with the field that tells where a run was collected. */
function describeMeshRuns(resource: Resource): object {
  const schema = resource.schema();
  const host = {
    blank: false,
    default: 'No default provided.',
    help_text: 'Host this resource is located on.',
    nullable: false,
    readonly: true,
    type: 'string',
    unique: false,
  };
  return { ...schema, fields: { ...('fields' in schema && Object(schema.fields)), _host: host } };
}

/** Only the list works: an object of its own crashes, as on the real server. */
function viewOfRuns(resource: Resource, tail: string, request: SimulatorRequest): View {
  const manners = mannersOf(resource.name);
  if (tail === 'schema/') return { ...manners, methods: ['get'], read: () => describeMeshRuns(resource) };
  const read = tail === '' ? () => listMeshRuns(resource, request.parameters) : failToRead;
  return { ...manners, methods: resource.listMethods, obeysOverride: true, read };
}

/** Names of the other servers' rows, to choose from; this server is in no mesh. */
const PREFETCH_VIEW: View = {
  methods: ['get'],
  read: () => ({
    meta: {},
    nodes: {},
    values: { plugins: [], projects: [], references: [], rigs: [], samples: [] },
  }),
};

/** Takes what other servers announce about themselves; nothing listens to them here. */
const AUTODISCOVERY_VIEW: View = {
  methods: ['get', 'post'],
  read: () => {
    throw new Refusal(501, null);
  },
};

/** The view of a path of the mesh API; `rest` follows its prefix. See docs/rundb.md, "Mesh". */
export function viewOfMesh(lab: Lab, rest: string, request: SimulatorRequest): View | undefined {
  if (rest === 'meshprefetch/') return PREFETCH_VIEW;
  if (rest === 'autodiscoveredhosts/') return AUTODISCOVERY_VIEW;
  const runs = lab.resource('compositeexperiment');
  if (runs === undefined || !rest.startsWith(`${runs.name}/`)) return undefined;
  return viewOfRuns(runs, rest.slice(runs.name.length + 1), request);
}
