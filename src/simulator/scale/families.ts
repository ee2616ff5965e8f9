import type { Row } from '../api.js';
import type { Database } from '../database/database.js';

/** A run and all that exists only because of it: its plan, settings, reports, and what the reports have. */
export interface Family {
  readonly run: Row;
  /** Undefined for runs without a plan, and for the templates that some runs stand behind. */
  readonly plan: Row | undefined;
  /** Table name to the family's rows in it, in the order of their keys. */
  readonly members: ReadonlyMap<string, readonly Row[]>;
}

interface Possession {
  readonly table: string;
  /** The foreign key to the owner. */
  readonly column: string;
  readonly owner: string;
}

/** Whose rows belong to whom; owners stand before what they own. */
const POSSESSIONS: readonly Possession[] = [
  { table: 'plannedexperimentqc', column: 'plannedExperiment', owner: 'plannedexperiment' },
  { table: 'experimentanalysissettings', column: 'experiment', owner: 'experiment' },
  { table: 'results', column: 'experiment', owner: 'experiment' },
  ...['libmetrics', 'analysismetrics', 'qualitymetrics', 'tfmetrics'].map((table) => ({
    table,
    column: 'report',
    owner: 'results',
  })),
  { table: 'dmfilestat', column: 'result', owner: 'results' },
  { table: 'pluginresult', column: 'result', owner: 'results' },
  { table: 'pluginresultjob', column: 'plugin_result', owner: 'pluginresult' },
];

/** The families of a lab, by the keys of their runs. Templates and what stands behind them are none. */
export function findFamilies(database: Database): readonly Family[] {
  const runs = byKey(database.table('experiment').rows);
  return runs.flatMap((run) => {
    const plan = database.one('experiment', run, 'plan');
    return plan?.['isReusable'] === true ? [] : [gather(database, run, plan)];
  });
}

function gather(database: Database, run: Row, plan: Row | undefined): Family {
  const members = new Map<string, readonly Row[]>();
  if (plan !== undefined) members.set('plannedexperiment', [plan]);
  members.set('experiment', [run]);
  for (const { table, column, owner } of POSSESSIONS) {
    const owners = members.get(owner) ?? [];
    const owned = owners.flatMap((row) => database.table(table).find(column, row['id']));
    if (owned.length > 0) members.set(table, byKey(owned));
  }
  return { run, plan, members };
}

function byKey(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => Number(a['id']) - Number(b['id']));
}
