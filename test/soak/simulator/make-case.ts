import type { Lab, Parameters } from '../../../src/simulator/api.js';
import { query } from '../../support/ask-lab.js';
import type { Case, Place } from './case.js';
import type { Catalogue, Described } from './catalogue.js';
import type { Dice } from './dice.js';
import { KNOWN_TABLES } from './known-tables.js';
import { makeBody } from './make-body.js';
import { makeContentType, makeCredentials, makeOtherHeaders } from './make-headers.js';
import { makeFormat, makeListQuery } from './make-query.js';
import { makeOddText, rowsBehind } from './make-values.js';

export interface Around {
  readonly dice: Dice;
  readonly lab: Lab;
  readonly catalogue: Catalogue;
}

interface Target {
  readonly place: Place;
  readonly resource: string;
  /** Below the API's prefix, or from the root when it starts with a slash. */
  readonly path: string;
  readonly parameters: Parameters;
  readonly described?: Described | undefined;
}

const SUBS =
  'plugin pluginresults metadata report barcode barcodesampleinfo status config files scan type'.split(' ');
const ELSEWHERE = [
  '/',
  '/rundb/api/v1/',
  '/rundb/api/v1',
  '/rundb/api/mesh/v1/',
  '/rundb/api/mesh/v1/compositeexperiment/',
  '/rundb/api/mesh/v1/compositeexperiment/schema/',
  '/rundb/api/mesh/v1/meshprefetch/',
  '/rundb/api/v1/torrentsuite/',
  '/rundb/api/v1/torrentsuite/version/',
  '/rundb/api/v1/account/',
  '/rundb/api/v1/nosuch/',
  '/rundb/api/v1/pluginresultjob/',
  '/rundb/api/v1/chip',
  '/rundb/api/v1//chip/../project/',
  '/rundb/api/v1/chip/%2f/',
  '/rundb/api/v1/chip/%zz/',
  '/rundb/api/v1/%E4/',
  '/output/Home/',
  '/login/',
  `/rundb/api/v1/chip/?x=${'x'.repeat(8300)}`,
  `/rundb/api/v1/${'x'.repeat(4500)}/`,
];
const METHODS = {
  list: { GET: 70, POST: 20, PUT: 1, PATCH: 3, DELETE: 1, HEAD: 1, OPTIONS: 2, TRACE: 1, LOCK: 1 },
  object: { GET: 40, POST: 2, PUT: 22, PATCH: 22, DELETE: 10, HEAD: 1, OPTIONS: 2, PROPPATCH: 1 },
  set: { GET: 95, POST: 2, DELETE: 2, OPTIONS: 1 },
  schema: { GET: 95, POST: 2, PUT: 2, OPTIONS: 1 },
  elsewhere: { GET: 80, POST: 8, PUT: 4, DELETE: 4, OPTIONS: 2, HEAD: 2 },
} as const;
const BARE = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'LOCK']);

/** The key of a row, or of none. */
function makeKey({ dice, lab }: Around, resource: string): string {
  const rows = rowsBehind(lab, resource);
  if (rows.length === 0 || dice.chance(0.15))
    return encodeURIComponent(makeOddText(dice).replaceAll('/', '|'));
  const row = dice.pick(rows);
  const { id, name } = row;
  return encodeURIComponent(String(resource === 'publisher' || resource === 'rig' ? name : id));
}

/** Plans and runs are what most callers ask for; of other tables, those that are known can be checked. */
function pickResource({ dice, lab }: Around): string {
  const kind = dice.weighed({ usual: 25, known: 45, any: 30 });
  if (kind === 'usual')
    return dice.pick(['plannedexperiment', 'results', 'experiment', 'compositeexperiment']);
  return dice.pick(kind === 'known' ? Object.keys(KNOWN_TABLES) : lab.names);
}

function makeTarget(around: Around): Target {
  const { dice, catalogue } = around;
  const place = dice.weighed<Place>({ list: 58, object: 25, set: 7, schema: 3, elsewhere: 7 });
  if (place === 'elsewhere') return makeElsewhere(around);
  const resource = pickResource(around);
  const described = catalogue.get(resource);
  if (described === undefined) return { ...makeElsewhere(around), resource, path: `${resource}/` };
  const from = { place, resource, described };
  if (place === 'list') {
    const parameters = makeListQuery(around, described);
    return { ...from, path: `${resource}/`, parameters };
  }
  if (place === 'object')
    return { ...from, path: `${resource}/${makeKey(around, resource)}/`, parameters: makeFormat(dice) };
  if (place === 'schema') return { ...from, path: `${resource}/schema/`, parameters: [] };
  const keys = Array.from({ length: dice.below(6) }, () => makeKey(around, resource));
  return { ...from, path: `${resource}/set/${keys.join(';')}/`, parameters: [] };
}

function makeElsewhere(around: Around): Target {
  const { dice, lab } = around;
  const resource = dice.pick(lab.names);
  const from = { place: 'elsewhere', resource, described: undefined, parameters: [] } as const;
  if (dice.chance(0.5)) return { ...from, path: dice.pick(ELSEWHERE) };
  if (dice.chance(0.3)) return { ...from, path: `${resource}/${makeKey(around, resource)}` };
  return { ...from, path: `${resource}/${makeKey(around, resource)}/${dice.pick(SUBS)}/` };
}

function makeMethod(dice: Dice, place: Place): string {
  return dice.weighed<string>(METHODS[place]);
}

function makePath({ path, parameters }: Target): string {
  const whole = path.startsWith('/') ? path : `/rundb/api/v1/${path}`;
  return parameters.length === 0 ? whole : `${whole}?${query(...parameters)}`;
}

function makeOverride(dice: Dice): { override?: string } {
  return dice.chance(0.02) ? { override: dice.pick(['GET', 'PATCH', 'DELETE', 'zzz']) } : {};
}

/** One request of any kind. */
export function makeCase(around: Around): Case {
  const { dice, lab } = around;
  const target = makeTarget(around);
  const method = makeMethod(dice, target.place);
  const [caller, credentials] = makeCredentials(dice);
  const { override } = makeOverride(dice);
  const hasBody = !BARE.has(method);
  return {
    ...(hasBody && { body: makeBody(dice, lab, target.described) }),
    ...(override !== undefined && { override }),
    method,
    path: makePath(target),
    place: target.place,
    resource: target.resource,
    parameters: target.parameters,
    caller,
    headers: {
      ...makeOtherHeaders(dice),
      ...(hasBody && makeContentType(dice)),
      ...(override !== undefined && { 'X-HTTP-Method-Override': override }),
      ...(credentials !== undefined && { Authorization: credentials }),
    },
  };
}
