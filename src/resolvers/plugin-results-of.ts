import type { PluginResultState } from '../generated/resolvers-types.js';
import type { PluginResultRow, ReportRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import type { LostRow } from '../rundb/row-fault.js';
import { resources } from '../rundb/resources/index.js';
import { readsForNames } from './plugin-samples.js';
import { pluginNameOf } from './plugin-store.js';
import type { LookBelow, Selects } from './readings.js';
import { withoutAnyLost } from './left-out.js';
import { findRelated } from './relations.js';
import { pluginResultState } from './states.js';

interface PluginResultsArguments {
  readonly pluginName?: string | null | undefined;
  readonly state?: PluginResultState | null | undefined;
  readonly latestOnly?: boolean | null | undefined;
}

/** One resource prints the whole row, so what is selected of it makes no difference. */
const wholeRow: ReadonlySet<string> = new Set();

/** Results of plugins on a report, newest first; `keep` says what becomes of those that rundb fails to print. */
export async function pluginResultsOf(
  report: ReportRow,
  { pluginName, state, latestOnly }: PluginResultsArguments,
  keep: (rows: readonly (PluginResultRow | LostRow)[]) => readonly PluginResultRow[] = withoutAnyLost,
): Promise<PluginResultRow[]> {
  const relation = resultsOfPlugin(pluginName);
  const rows = keep(relation ? await findRelated(report, relation, wholeRow) : []);
  // The state is that of the newest job, which no filter of rundb's tells from the others.
  const asked = state ? rows.filter((row) => pluginResultState(row.state) === state) : rows;
  const newestFirst = asked.toSorted((one, other) => Number(other.id) - Number(one.id));
  return latestOnly === true ? newestOfEach(newestFirst) : newestFirst;
}

/** The newest completed result of one plugin on a report. */
export async function newestCompleted(
  report: ReportRow,
  pluginName: string,
): Promise<PluginResultRow | undefined> {
  const [newest] = await pluginResultsOf(report, { pluginName, state: 'COMPLETED' });
  return newest;
}

/** Results are asked for by the report's key; names of their samples come from the settings of the report. */
export const belowPluginResults: LookBelow = (selects, { pluginName }) => ({
  reads: readsForNames(
    selects,
    ['coverageAnalysis', 'barcodes', 'sampleName'],
    ['variantCaller', 'barcodes', 'sampleName'],
  ),
  children: relationsOfPlugin(typeof pluginName === 'string' ? pluginName : undefined),
});

/** The same where the result of one plugin is shown. */
export const belowResultOf = (pluginName: string) => (selects: Selects) => ({
  reads: readsForNames(selects, ['barcodes', 'sampleName']),
  children: relationsOfPlugin(pluginName),
});

/** The relation by which the results of a plugin are asked for; all results where none is named. */
export function relationsOfPlugin(pluginName: string | undefined): Relation[] {
  const relation = resultsOfPlugin(pluginName);
  return relation ? [relation] : [];
}

/** Undefined where no plugin can have such a name. */
function resultsOfPlugin(name: string | null | undefined): Relation<'PluginResult'> | undefined {
  const relation = { entity: 'PluginResult', resource: resources.pluginresult, by: 'result' } as const;
  if (name === null || name === undefined) return relation;
  try {
    lookup('plugin__name', 'text', 'eq', name);
    return { ...relation, among: { column: 'plugin__name', shownAs: 'pluginName', value: name } };
  } catch (error) {
    if (error instanceof UnsendableValueError) return undefined;
    throw error;
  }
}

function newestOfEach(newestFirst: readonly PluginResultRow[]): PluginResultRow[] {
  const seen = new Set<string | null>();
  return newestFirst.filter((row) => {
    const name = pluginNameOf(row);
    return !seen.has(name) && seen.add(name);
  });
}
