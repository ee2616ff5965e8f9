import { getNamedType, type GraphQLResolveInfo, isObjectType, responsePathAsArray } from 'graphql';
import { isLong, multiplies } from './doubts.js';

/** How often one field of an operation was reached, and what it gave. */
export interface Visit {
  readonly isPaged: boolean;
  readonly isRoot: boolean;
  parents: number;
  rows: number;
}

/** What the reading of one operation saw: places where a refusal would be right, too, and rows by field. */
export class Visits {
  /** By response path, joined by dots. */
  readonly doubts = new Map<string, string>();
  /** By response path without places in lists. */
  readonly fields = new Map<string, Visit>();
  /** Whether requests grow with pairs of related rows. */
  isMultiplied = false;

  note(info: GraphQLResolveInfo, args: Readonly<Record<string, unknown>>, resolve: () => unknown): unknown {
    const type = getNamedType(info.returnType);
    if (!isObjectType(type)) return resolve();
    const path = responsePathAsArray(info.path);
    const isPaged = type.name.endsWith('Connection');
    const doubt = (isPaged || path.length === 1) && isLong(args) ? 'too long' : undefined;
    if (doubt !== undefined) this.doubts.set(path.join('.'), doubt);
    this.isMultiplied ||= multiplies(args['filter']);
    const value = resolve();
    this.#count(path, { isPaged, isRoot: path.length === 1 }, rowsIn(value));
    return value;
  }

  #count(path: readonly (string | number)[], kind: Pick<Visit, 'isPaged' | 'isRoot'>, rows: number): void {
    const name = path.filter((step) => typeof step === 'string').join('.');
    const visit = this.fields.get(name) ?? { ...kind, parents: 0, rows: 0 };
    visit.parents += 1;
    visit.rows += rows;
    this.fields.set(name, visit);
  }
}

function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return 'nodes' in value && Array.isArray(value.nodes) ? value.nodes.length : 1;
}
