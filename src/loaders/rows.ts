import type { Fields, Resource, WireRow } from '../rundb/resource.js';
import type { resources } from '../rundb/resources/index.js';
import type { EntityName } from './entities.js';
import type { ServerScope } from './scope.js';

/** Where a row comes from; what a resolver needs to follow its relations and to complete it. */
export interface Origin {
  readonly scope: ServerScope;
  readonly entity: EntityName;
  /** The wire fields that this row may have: those of the resource or embedded object it was read from. */
  readonly resource: Pick<Resource, 'name' | 'fields'>;
  /** Wire fields that the operation asks of such rows, so that one request completes them all. */
  readonly needs: ReadonlySet<string>;
}

export const origin: unique symbol = Symbol('origin');

/** A row of rundb inside one request: the object as it came, and where it came from. */
export interface Placed {
  readonly [origin]: Origin;
}

type Known = typeof resources;
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type ValueIn<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;
/** One thing shown by several resources: any field that one of them has, in any of the forms they give it. */
type Joined<Union> = { readonly [Key in KeysOf<Union>]: ValueIn<Union, Key> };

/** A row of any of the named resources. Fields it lacks are completed when they are read (read.ts). */
export type RowOf<Names extends keyof Known> = Placed &
  Joined<Names extends keyof Known ? WireRow<Known[Names]> : never>;

export type ChipRow = RowOf<'chip'>;
export type ExperimentRow = RowOf<'compositeexperiment' | 'experiment'>;
export type ReportRow = RowOf<'projectresults' | 'compositeresult' | 'results' | 'resultsWithPlugins'>;
export type LibMetricsRow = RowOf<'libmetrics'>;
export type AnalysisMetricsRow = RowOf<'analysismetrics'>;
export type QualityMetricsRow = RowOf<'qualitymetrics'>;
export type TFMetricsRow = RowOf<'tfmetrics'>;
export type PlanRow = RowOf<'plannedexperimentdb' | 'plannedexperiment'>;
export type ProjectRow = RowOf<'project'>;

/** A row of whatever kind, where only its place and its fields by name matter. */
export type AnyRow = Placed & Readonly<Record<string, unknown>>;

/** Gives a row its place; the row object itself is used on, not copied: pages are large. */
export function place(row: object, from: Origin): AnyRow {
  return Object.assign(row, { [origin]: from });
}

/** Whether the resource a row was read from prints this field at all. */
export function carries(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}
