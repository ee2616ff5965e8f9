import type { Lab } from '../../../src/simulator/api.js';
import { isBody } from '../../support/ask-lab.js';

/** What a resource says about itself. */
export interface Described {
  readonly name: string;
  /** The types of its fields: `string`, `integer`, `boolean`, `datetime`, `float`, `related` and so on. */
  readonly fields: ReadonlyMap<string, string>;
  readonly filterable: ReadonlySet<string>;
  readonly orderable: ReadonlySet<string>;
  readonly defaultLimit: number;
}

/** All resources that have rows. */
export type Catalogue = ReadonlyMap<string, Described>;

function readFields(fields: unknown): ReadonlyMap<string, string> {
  const read = Object.entries(isBody(fields) ? fields : {});
  return new Map(read.map(([name, field]) => [name, isBody(field) ? String(field['type']) : '']));
}

function readNames(names: unknown): ReadonlySet<string> {
  if (Array.isArray(names)) return new Set(names.map(String));
  return new Set(isBody(names) ? Object.keys(names) : []);
}

function describe(name: string, schema: object): Described {
  const { fields, filtering, ordering, default_limit: limit } = { ...schema } as Record<string, unknown>;
  return {
    name,
    fields: readFields(fields),
    filterable: readNames(filtering),
    orderable: readNames(ordering),
    defaultLimit: Number(limit),
  };
}

/** Reads the schemas of a lab. */
export function readCatalogue(lab: Lab): Catalogue {
  const catalogue = new Map<string, Described>();
  for (const name of lab.names) {
    const resource = lab.resource(name);
    if (resource !== undefined) catalogue.set(name, describe(name, resource.schema()));
  }
  return catalogue;
}
