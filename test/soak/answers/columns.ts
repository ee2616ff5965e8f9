import { columnPaths } from '../../schema/column-paths.js';
import { wireNames } from '../../schema/wire-names.js';

const known = new Map<string, string>();

/** `q20_mean_alignment_length` is `q20MeanAlignmentLength`. */
function byRule(wire: string): string {
  const name = known.get(wire) ?? camelCase(wire);
  known.set(wire, name);
  return name;
}

function camelCase(wire: string): string {
  const [head = '', ...rest] = wire.split('_');
  const joined = head + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** The printed field that a plain field of a type shows, if one of these is it. */
export function printedName(type: string, field: string, names: Iterable<string>): string | undefined {
  const known = wireNames[type]?.[field];
  if (known !== undefined) return known;
  for (const name of names) if (byRule(name) === field) return name;
  return undefined;
}

/** Columns that only filters know, and one that is printed of one table and stored in another. */
const OF_FILTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ContentUpload: { publisherName: 'publisher__name' },
  PluginResultJob: {
    status: 'state',
    runLevel: 'run_level',
    gridEngineJobId: 'grid_engine_jobid',
    startTime: 'starttime',
    endTime: 'endtime',
  },
};

/** The stored column that a filter or an order means; with `__` behind the relation that leads to it. */
export function columnPath(type: string, name: string, columns: Iterable<string>): string | undefined {
  return OF_FILTERS[type]?.[name] ?? columnPaths[type]?.[name] ?? printedName(type, name, columns);
}
