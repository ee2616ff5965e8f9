import type { GraphQLResolveInfo } from 'graphql';
import type { PluginResultState } from '../generated/resolvers-types.js';
import type { PluginResultRow, ReportRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import { resources } from '../rundb/resources/index.js';
import { loadRelated } from './relations.js';
import { pluginResultState } from './states.js';

interface PluginResultsArguments {
  readonly pluginName?: string | null | undefined;
  readonly state?: PluginResultState | null | undefined;
  readonly latestOnly?: boolean | null | undefined;
}

/** Results of plugins on a report, newest first. */
export async function pluginResultsOf(
  report: ReportRow,
  { pluginName, state, latestOnly }: PluginResultsArguments,
  info: GraphQLResolveInfo,
): Promise<PluginResultRow[]> {
  const relation = resultsOfPlugin(pluginName);
  const rows = relation ? await loadRelated(report, relation, info) : [];
  // The state is that of the newest job, which no filter of rundb's tells from the others.
  const asked = state ? rows.filter((row) => pluginResultState(row.state) === state) : rows;
  const newestFirst = asked.toSorted((one, other) => Number(other.id) - Number(one.id));
  return latestOnly === true ? newestOfEach(newestFirst) : newestFirst;
}

/** Undefined where no plugin can have such a name. */
function resultsOfPlugin(name: string | null | undefined): Relation<'PluginResult'> | undefined {
  const relation = { entity: 'PluginResult', resource: resources.pluginresult, by: 'result' } as const;
  if (name === null || name === undefined) return relation;
  try {
    const parameters = lookup('plugin__name', 'text', 'eq', name);
    return parameters === 'nothing' ? undefined : { ...relation, parameters };
  } catch (error) {
    if (error instanceof UnsendableValueError) return undefined;
    throw error;
  }
}

function newestOfEach(newestFirst: readonly PluginResultRow[]): PluginResultRow[] {
  const seen = new Set<unknown>();
  return newestFirst.filter(({ pluginName }) => !seen.has(pluginName) && seen.add(pluginName));
}
