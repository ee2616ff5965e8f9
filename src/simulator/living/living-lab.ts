import { ConstraintError } from '../writing/constraint-error.js';
import { Random } from '../writing/random.js';
import type { Store } from '../writing/store.js';
import { analyse } from './analyse.js';
import type { LabClock } from './lab-clock.js';
import type { Life } from './life.js';
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
  private readonly life: Life;

  constructor(private readonly parts: LivingParts) {
    const { store, clock, seed = 1 } = parts;
    const tell = (event: string) => void this.events.push(event);
    this.life = {
      database: store.database,
      store,
      random: new Random(seed + OWN_SEED),
      now: clock.now,
      tell,
    };
  }

  /** Takes steps at once, none with 0. So many milliseconds of them have passed on the lab's clock already. */
  tick(steps = 1, passed = 0): Passed {
    this.events = [];
    for (let step = 0; step < steps; step++) {
      this.parts.clock.advance(STEP - passed / steps);
      for (const act of ACTS) this.perform(act);
    }
    this.steps += steps;
    return { steps: this.steps, now: this.parts.clock.now().toISOString(), events: this.events };
  }

  /** Callers may have changed rows so that an act is refused: then it is as if it had not been tried. */
  private perform(act: (life: Life) => void): void {
    const told = this.events.length;
    try {
      this.parts.store.atomically(() => act(this.life));
    } catch (error) {
      if (!(error instanceof ConstraintError)) throw error;
      this.events.length = told;
      this.events.push(`refused: ${error.message}`);
    }
  }
}
