import { modelNamed } from '../database/model.js';
import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Family } from './families.js';

const SECOND = 1000;
/** Moments of a family that lie farther apart have nothing to do with each other: dates of an installation, odd ones. */
const TOGETHER = 366 * 24 * 60 * 60 * SECOND;
const DATED = ['plannedexperiment', 'experiment', 'experimentanalysissettings', 'results'] as const;

/** Milliseconds of a stored moment, without those of its last second; undefined for anything else. */
export function timeOf(stored: unknown): number | undefined {
  if (typeof stored !== 'string') return undefined;
  const time = Date.parse(`${stored.slice(0, 19)}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** When a family takes place: the date of its run, unless that is far from all else; of a plan without a run its own. */
export function anchorOf(database: Database, { run, plan, members }: Family): number {
  const planned = run['status'] === 'run' ? undefined : timeOf(plan?.['date']);
  if (planned !== undefined) return planned;
  const times = DATED.flatMap((table) =>
    (members.get(table) ?? []).flatMap((row) => timesOf(database, table, row)),
  );
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const date = timeOf(run['date']);
  return date !== undefined && Math.abs(date - middle) < TOGETHER ? date : middle;
}

function timesOf(database: Database, table: string, row: Row): readonly number[] {
  return momentColumns(database, table).flatMap((column) => timeOf(row[column]) ?? []);
}

/** The columns of a table that hold moments. */
export function momentColumns(database: Database, table: string): readonly string[] {
  const { columns } = modelNamed(database.models, table);
  return [...columns].filter(([, type]) => type === 'datetime').map(([column]) => column);
}

/** Moves stored moments that belong to a family by the same stretch. */
export class Shift {
  /** `from` and `to` in milliseconds, both whole seconds. */
  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** The moment, moved when it is near the family's own; anything else as it stands. */
  move(stored: unknown): unknown {
    const time = timeOf(stored);
    if (time === undefined || Math.abs(time - this.from) >= TOGETHER) return stored;
    return `${secondText(time + this.to - this.from)}${String(stored).slice(19)}`;
  }
}

/** Stored form of a moment of whole seconds. */
export function secondText(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
