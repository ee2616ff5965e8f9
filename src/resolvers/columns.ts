import { getNamedType, type GraphQLObjectType } from 'graphql';
import { entities, type EntityName } from '../loaders/entities.js';
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

/** The entity that a field leads to, for filters that nest along it. */
export function entityOf(type: GraphQLObjectType, name: string): EntityName | undefined {
  const field = type.getFields()[name];
  const target = field && getNamedType(field.type).name;
  return target !== undefined && Object.hasOwn(entities, target) ? (target as EntityName) : undefined;
}
