import type { Database } from '../database/database.js';
import { Random } from '../writing/random.js';
import { findFamilies, type Family } from './families.js';
import { FamilyCopier, type Original } from './family-copier.js';
import { freezeShared } from './freeze-shared.js';
import { findKinship } from './kinship.js';
import { anchorOf } from './moments.js';
import { Numbering } from './numbering.js';
import { addProjects } from './projects.js';
import { Renaming } from './renaming.js';

const DAY = 24 * 60 * 60 * 1000;
/** However large the lab, its runs end after this time, so that none lies in the future. */
const LONGEST = 900 * DAY;
/** Plans that wait for their run are dated within this time after the last run. */
const WAITING = 30 * DAY;

/**
 * Makes a lab this many times as large: copies its runs with all that they have, the plans that wait for a run, and
 * the samples. Copies get new names, keys that go on where the lab's end, dates after those of the lab, and counts of
 * their own; a few projects are added. What the software brings along stays as it is. The same seed makes the same lab.
 */
export function enlarge(database: Database, times: number, seed: number): void {
  if (times <= 1) return;
  const random = new Random(seed);
  const families = findFamilies(database);
  for (const { members } of families) freezeShared(members);
  const copier = new FamilyCopier(database, random, addProjects(database, times));
  const run = describe(database, families.filter(hasRun));
  const waiting = describe(
    database,
    families.filter((family) => !hasRun(family)),
  );
  const first = run.map(({ anchor }) => anchor);
  const start = Math.max(0, ...first);
  const length = Math.min((start - Math.min(start, ...first)) * (times - 1), LONGEST);
  copyAll(copier, run, times, random, { start, length });
  copyAll(copier, waiting, times, random, { start: start + length, length: WAITING });
  copier.made.store(database);
}

function hasRun({ run, plan }: Family): boolean {
  return plan === undefined ? run['status'] === 'run' : plan['planExecuted'] === true;
}

function describe(database: Database, families: readonly Family[]): readonly Original[] {
  const numbering = new Numbering(families.map(({ plan }) => plan?.['planName']));
  return families.map((family) => ({
    family,
    anchor: anchorOf(database, family),
    members: findKinship(database, family),
    renaming: new Renaming(family),
    numbering,
  }));
}

/** One round after the other, each in an order of its own, evenly over a stretch of time. */
function copyAll(
  copier: FamilyCopier,
  originals: readonly Original[],
  times: number,
  random: Random,
  { start, length }: { readonly start: number; readonly length: number },
): void {
  const total = originals.length * (times - 1);
  let place = 0;
  for (let round = 1; round < times; round++) {
    copier.samples.startRound();
    for (const original of shuffle(originals, random)) {
      copier.copy(original, wholeSecond(start + (length * (place++ + random.next())) / total));
    }
  }
}

function wholeSecond(time: number): number {
  return Math.ceil(time / 1000) * 1000;
}

function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, weight: random.next() }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ item }) => item);
}
