import { readInteger, readText } from '../rundb/values.js';
import { isMap } from './json-map.js';

/** Plugins that a plan starts, without their user input, which may hold credentials. docs/rundb.md, "Secrets" */
export function selectedPluginsOf(plugins: unknown) {
  if (!isMap(plugins)) return [];
  return Object.entries(plugins).map(([name, plugin]) => {
    const { id, version, features } = isMap(plugin) ? plugin : {};
    return {
      name,
      pluginId: readInteger(id) ?? null,
      version: readText(version) ?? null,
      features: Array.isArray(features) ? features.map(String) : null,
    };
  });
}

/** Thresholds of a plan; on old servers their kind is a link, which says no name. docs/rundb.md, "plannedexperiment" */
export function qcValuesOf(values: unknown) {
  if (!Array.isArray(values)) return [];
  return values.filter(isMap).map(({ threshold, qcType }) => {
    const kind = isMap(qcType) ? qcType : {};
    return {
      name: readText(kind['qcName']) ?? null,
      threshold: readInteger(threshold) ?? null,
      minThreshold: readInteger(kind['minThreshold']) ?? null,
      maxThreshold: readInteger(kind['maxThreshold']) ?? null,
      defaultThreshold: readInteger(kind['defaultThreshold']) ?? null,
      description: readText(kind['description']) ?? null,
    };
  });
}
