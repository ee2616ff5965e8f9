import type { Key } from '../rundb/client.js';
import type { Fields, Resource, WireRow } from '../rundb/resource.js';
import type { resources } from '../rundb/resources/index.js';
import type { EntityName } from './entities.js';
import type { ServerScope } from './scope.js';

/** Where a row comes from; what a resolver needs to follow its relations and to complete it. */
export interface Origin<E extends EntityName = EntityName> {
  readonly scope: ServerScope;
  readonly entity: E;
  /** The wire fields that this row may have: those of the resource or embedded object it was read from. */
  readonly resource: Pick<Resource, 'name' | 'fields'>;
  /** Wire fields that the operation asks of such rows, so that one request completes them all. */
  readonly needs: ReadonlySet<string>;
  /** The row whose child this is, where it was asked for as one. */
  readonly parent?: Placed;
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
export type PluginRow = RowOf<'plugin'>;
export type PluginResultRow = RowOf<'pluginresult'>;
export type UserRow = RowOf<'user'>;
export type AnalysisSettingsRow = RowOf<'experimentanalysissettings'>;
export type SampleRow = RowOf<'sample'>;
export type ReferenceGenomeRow = RowOf<'referencegenome'>;
export type KitRow = RowOf<'kitinfo'>;
export type RunTypeRow = RowOf<'runtype'>;
export type ApplicationGroupRow = RowOf<'applicationgroup'>;
export type SampleGroupingRow = RowOf<'samplegrouptype_cv'>;
export type ThreePrimeAdapterRow = RowOf<'threeprimeadapter'>;
export type FlowOrderRow = RowOf<'floworder'>;
export type LibraryKeyRow = RowOf<'librarykey'>;
export type MessageRow = RowOf<'message'>;
export type RigRow = RowOf<'rig'>;
export type LocationRow = RowOf<'location'>;
export type BarcodeRow = RowOf<'dnabarcode'>;
export type TargetRegionFileRow = RowOf<'targetregionfile'>;
export type HotSpotFileRow = RowOf<'hotspotfile'>;
export type ContentUploadRow = RowOf<'contentupload'>;
export type PublisherRow = RowOf<'publisher'>;
export type SampleSetRow = RowOf<'sampleset'>;
export type SampleSetItemRow = RowOf<'samplesetitem'>;

/** Rows that show the same columns under a type of their own. */
export type ArgumentsRow = AnalysisSettingsRow | ChipRow | PlanRow;
export type ThermalRow = ExperimentRow | PlanRow;
export type ReportStorageValue = NonNullable<ReportRow['reportstorage']>;
export type LibraryPrepValue = NonNullable<SampleSetRow['libraryPrepInstrumentData']>;
/** A barcode set is no row of rundb's, only a name that its barcodes share. */
export interface BarcodeSetValue {
  readonly scope: ServerScope;
  readonly name: string;
  /** Where they have been read already. */
  readonly barcodes?: readonly BarcodeRow[];
}
export type PluginResultJobValue = NonNullable<PluginResultRow['plugin_result_jobs']>[number];

/** The row of each entity of the graph. */
export interface EntityRows {
  AnalysisMetrics: AnalysisMetricsRow;
  AnalysisSettings: AnalysisSettingsRow;
  ApplicationGroup: ApplicationGroupRow;
  Barcode: BarcodeRow;
  Chip: ChipRow;
  ContentUpload: ContentUploadRow;
  Experiment: ExperimentRow;
  FlowOrder: FlowOrderRow;
  HotSpotFile: HotSpotFileRow;
  Kit: KitRow;
  LibMetrics: LibMetricsRow;
  LibraryKey: LibraryKeyRow;
  Location: LocationRow;
  Message: MessageRow;
  Plan: PlanRow;
  Plugin: PluginRow;
  PluginResult: PluginResultRow;
  Project: ProjectRow;
  Publisher: PublisherRow;
  QualityMetrics: QualityMetricsRow;
  ReferenceGenome: ReferenceGenomeRow;
  Report: ReportRow;
  Rig: RigRow;
  RunType: RunTypeRow;
  Sample: SampleRow;
  SampleGrouping: SampleGroupingRow;
  SampleSet: SampleSetRow;
  SampleSetItem: SampleSetItemRow;
  TFMetrics: TFMetricsRow;
  TargetRegionFile: TargetRegionFileRow;
  ThreePrimeAdapter: ThreePrimeAdapterRow;
  User: UserRow;
}

/**
 * Gives a row its place; the row object itself is used on, not copied: pages are large. This is where what came over
 * the wire becomes a row of its entity.
 */
export function place<E extends EntityName>(row: object, from: Origin<E>): EntityRows[E] {
  // Assigned, not spread: a list has thousands of rows.
  const placed: { [origin]?: Origin } = row;
  placed[origin] = from;
  return row as EntityRows[E];
}

/** The row of the named entity that this row was asked for from, if it was. */
export function parentOf<E extends EntityName>(row: Placed, entity: E): EntityRows[E] | undefined {
  const { parent } = row[origin];
  return parent?.[origin].entity === entity ? (parent as EntityRows[E]) : undefined;
}

/** A field of a row by its wire name. */
export function wireValue(row: object, name: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[name];
}

/** Whether a resource prints this field at all. */
export function carries(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}

/** The primary key of a row: a number, but for resources whose key is a name. */
export function keyOfRow(row: object, resource: Pick<Resource, 'name'> & Partial<Resource>): Key | undefined {
  const value = wireValue(row, resource.key ?? 'id');
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}
