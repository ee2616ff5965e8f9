import { Refusal } from '../api.js';
import { ConstraintError } from '../writing/constraint-error.js';
import { Random } from '../writing/random.js';
import type { Store } from '../writing/store.js';
import { analyse } from './analyse.js';
import type { LabClock } from './lab-clock.js';
import { findRecentRuns, type Life } from './life.js';
import { planAhead } from './plan-ahead.js';
import { runPlugins } from './run-plugins.js';
import { startRuns } from './start-run.js';
import { deleteReports, repeatReports } from './tidy-up.js';
import { transferFlows } from './transfer.js';

/** The stretch of lab time that one step takes, in milliseconds: ten minutes. */
export const STEP = 10 * 60 * 1000;

/** What passed. */
export interface Passed {
  /** Since the lab was opened. */
  readonly steps: number;
  /** The lab's time, ISO 8601. */
  readonly now: string;
  /** What happened in the steps just taken, in order: `run 286 started on S5XL-0017: R_...`. */
  readonly events: readonly string[];
}

/** What a lab lets its life work with. */
export interface LivingParts {
  readonly store: Store;
  readonly clock: LabClock;
  /** 1 unless told otherwise. */
  readonly seed?: number | undefined;
}

/** Apart from what rundb itself makes up at random with the same seed, or GUIDs would come twice. */
const OWN_SEED = 0x11fe;
/** In the order in which a run meets them, so that each takes a step at least. */
const ACTS = [
  runPlugins,
  analyse,
  transferFlows,
  startRuns,
  planAhead,
  repeatReports,
  deleteReports,
] as const;

/** Lets a lab's work go on, step by step. Without a step nothing happens; the same steps do the same for one seed. */
export class LivingLab {
  private steps = 0;
  private events: string[] = [];
  private readonly random: Random;

  constructor(private readonly parts: LivingParts) {
    this.random = new Random((parts.seed ?? 1) + OWN_SEED);
  }

  /** Takes steps at once, none with 0. So many milliseconds of them have passed on the lab's clock already. */
  tick(steps = 1, passed = 0): Passed {
    this.events = [];
    for (let step = 0; step < steps; step++) {
      this.parts.clock.advance(STEP - passed / steps);
      const life = this.live();
      for (const act of ACTS) this.perform(() => act(life));
    }
    this.steps += steps;
    return { steps: this.steps, now: this.parts.clock.now().toISOString(), events: this.events };
  }

  private live(): Life {
    const { store, clock } = this.parts;
    const { database } = store;
    const tell = (event: string) => void this.events.push(event);
    const runs = findRecentRuns(database, clock.now());
    return { database, store, random: this.random, now: clock.now, runs, tell };
  }

  /** Callers may have changed rows so that an act is refused or crashes: then it is as if it had not been tried. */
  private perform(act: () => void): void {
    const told = this.events.length;
    try {
      this.parts.store.atomically(act);
    } catch (error) {
      if (!(error instanceof ConstraintError || error instanceof Refusal)) throw error;
      this.events.length = told;
      this.events.push(`refused: ${error.message}`);
    }
  }
}
