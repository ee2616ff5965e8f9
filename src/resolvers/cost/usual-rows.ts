import { type EntityName, isEntity, referenceLists } from '../../loaders/entities.js';

/** How many rows a field has that gives a plain list: what labs have, where they have many. */
const rowsPerParent: Partial<Record<EntityName, number>> = {
  LibMetrics: 1,
  AnalysisMetrics: 1,
  QualityMetrics: 1,
  TFMetrics: 2,
  PluginResult: 10,
  Sample: 4,
};

export function usualRows(type: string): number {
  return (isEntity(type) ? rowsPerParent[type] : undefined) ?? 3;
}

/** Rows of a list of reference data, which is read whole. */
const referenceRows = 150;
const isReference = new Set<string>(referenceLists);

/** Undefined for entities whose rows are read one by one. */
export function rowsOfReference(entity: EntityName): number | undefined {
  return isReference.has(entity) ? referenceRows : undefined;
}
