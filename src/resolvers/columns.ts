import {
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { EntityName } from '../loaders/entities.js';
import { wireNames } from './attach.js';
import type { Reads } from './readings.js';
import { readsKey } from './selection.js';

/**
 * Columns that a filter or order knows under a name of its own: those that the graph shows inside another object, and
 * those that rundb filters through a relation only. docs/rundb.md, "plannedexperiment"
 */
const named: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Plan: {
    templatingKit: ['templatingKitName'],
    controlSequenceKit: ['controlSequencekitname'],
    samplePrepKit: ['samplePrepKitName'],
    sequencingKitBarcode: ['seqKitBarcode'],
    templatingKitBarcode: ['templatingKitBarcode'],
    sequencingKit: ['experiment', 'sequencekitname'],
    chipType: ['experiment', 'chipType'],
    chipBarcode: ['experiment', 'chipBarcode'],
    flows: ['experiment', 'flows'],
    notes: ['experiment', 'notes'],
    platform: ['experiment', 'platform'],
    experiment: ['experiment'],
  },
  Experiment: {
    analysisSettings: ['eas_set'],
    reports: ['results'],
    representativeReport: ['repResult'],
  },
  Sample: { experiments: ['experiments'], setItems: ['sampleSets'] },
  SampleSet: { items: ['samples'] },
  SampleGrouping: { sampleSets: ['sampleSets'] },
  Report: {
    libMetrics: ['libmetrics'],
    analysisMetrics: ['analysismetrics'],
    qualityMetrics: ['qualitymetrics'],
  },
  PluginResultJob: {
    status: ['state'],
    runLevel: ['run_level'],
    gridEngineJobId: ['grid_engine_jobid'],
    startTime: ['starttime'],
    endTime: ['endtime'],
  },
  PluginResult: {
    pluginName: ['plugin', 'name'],
    pluginVersion: ['plugin', 'version'],
  },
};

/** Wire fields from a row of the type to the column that the graph calls `name`. */
export function columnOf(type: GraphQLObjectType, name: string): readonly string[] {
  if (name === 'id') return ['id'];
  const path = named[type.name]?.[name];
  if (path) return path;
  const reads = type.getFields()[name]?.extensions[readsKey] as Reads | undefined;
  const wire = reads?.reads[0] ?? wireNames(type.name as EntityName).get(name);
  if (wire === undefined) throw new Error(`${type.name} has no column for ${name}`);
  return [wire];
}

/** The type of the rows that a filter of this name is about, where it is one of related rows. */
export function filteredType(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLObjectType | undefined {
  const input = schema.getType(`${type.name}Filter`);
  const field = isInputObjectType(input) ? input.getFields()[name] : undefined;
  const related = field && schema.getType(getNamedType(field.type).name.replace(/Filter$/, ''));
  return isObjectType(related) ? related : undefined;
}
