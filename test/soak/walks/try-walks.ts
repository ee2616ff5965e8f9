import type { Row } from '../../../src/simulator/api.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { Dice } from '../simulator/dice.js';
import type { SoakResult } from '../soak.js';
import type { Connection } from './connections.js';
import { meddle, type Meddler } from './meddle.js';
import { prepareLab } from './prepare-lab.js';
import { type OrderTerm, SteadyRows } from './steady-rows.js';
import { listedRows, type Place } from './tables.js';
import { operationOf, orderText, takeWalk, type Walk } from './walk.js';

/** A lab that lives, and everything in it that can be walked. */
export interface Trial {
  readonly gateway: TestGateway;
  readonly places: readonly Place[];
  readonly dice: Dice;
  readonly meddler: Meddler;
  readonly counts: Record<string, number>;
  readonly failures: string[];
  readonly seed: number;
}

/** What stays the same whenever the walks are tried again. */
const NOW = new Date('2026-11-23T12:00:00Z');

export async function openTrial(seed: number, scale: number): Promise<Trial> {
  const gateway = await startGateway({ simulator: { scale, seed, now: () => NOW } });
  const { lab } = gateway.simulator;
  const dice = new Dice(seed);
  const original = new Map<string, ReadonlySet<Row>>(
    [...lab.store.database.models.keys()].map((table) => [table, new Set(lab.rows(table))]),
  );
  const places = prepareLab(lab, dice);
  const parents = new Set(places.map(({ parent }) => parent));
  const counts = { walks: 0, pages: 0, 'rows that stayed': 0 };
  return { gateway, places, dice, meddler: { dice, parents, original }, counts, failures: [], seed };
}

/** What of the rows is selected, so that each resource that shows them is read. */
const SELECTIONS: Readonly<Record<string, readonly string[]>> = {
  Experiment: ['', '', 'log', 'reports { status }'],
  Report: ['', '', 'bamLink'],
  Plan: ['', '', 'barcodedSamples { name }'],
};

/** A walk in an order, in pages of the size or of about a third of the list. */
export function makeWalk(place: Place, dice: Dice, orderBy: readonly OrderTerm[], first?: number): Walk {
  const usual = Math.max(3, Math.ceil(listedRows(place).length / 2.6));
  const selection = dice.pick(SELECTIONS[place.connection.entity] ?? ['']);
  return { place, orderBy, first: first ?? usual, selection };
}

/** So many different keys in any directions. */
export function randomOrder({ orders }: Connection, dice: Dice, keys: number): OrderTerm[] {
  const fields = new Set(Array.from({ length: keys }, () => dice.pick(orders)));
  return [...fields].map((field) => ({ field, direction: dice.pick(['ASC', 'DESC'] as const) }));
}

/** Takes the walk while the lab lives, and notes what is wrong. */
export async function tryWalk(trial: Trial, walk: Walk): Promise<void> {
  const { gateway, meddler, counts, failures } = trial;
  const steady = new SteadyRows(walk.place, walk.orderBy);
  const between = (): void => {
    meddle(walk.place, meddler);
    steady.note();
    count(counts, 'pages');
  };
  const complaint = await takeWalk(gateway, walk, between).then((seen) => steady.judge(seen), String);
  count(counts, 'walks');
  count(counts, 'pages');
  count(counts, 'rows that stayed', steady.size);
  if (complaint !== undefined) failures.push(tell(trial, walk, complaint));
}

function count(counts: Record<string, number>, what: string, many = 1): void {
  counts[what] = (counts[what] ?? 0) + many;
}

function tell({ seed }: Trial, walk: Walk, complaint: string): string {
  const { name } = walk.place.connection;
  return `seed ${seed}: a walk over ${name} by ${orderText(walk.orderBy)} ${complaint}\n  ${operationOf(walk)}`;
}

export function resultOf(trials: readonly Trial[]): SoakResult {
  const counts: Record<string, number> = {};
  for (const trial of trials)
    for (const [what, many] of Object.entries(trial.counts)) count(counts, what, many);
  return { counts, failures: trials.flatMap(({ failures }) => failures) };
}
