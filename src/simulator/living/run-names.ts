import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';

/** What a run is called once a sequencer has started it. docs/rundb.md, "experiment" */
export interface RunNames {
  readonly expName: string;
  readonly displayName: string;
  readonly expDir: string;
}

/** The names that the instrument makes of its own name, the run's number, the plan's name and the time. */
export function nameRun(sequencer: string, number: number, planName: string, now: Date): RunNames {
  const time = now.toISOString().slice(0, 19).replace(/[-T:]/g, '_');
  const expName = `R_${time}_user_${sequencer}-${number}-${planName}`;
  return {
    expName,
    displayName: `user ${sequencer}-${number}-${planName.replaceAll('_', ' ')}`,
    expDir: `/rawdata/${sequencer}/${expName}`,
  };
}

/** The number in a run's name; its own when the name has none. */
export function numberOfRun(run: Row): number {
  const name = textIn(run, 'expName').split(`_user_${textIn(run, 'pgmName')}-`)[1] ?? '';
  return Number(/^\d+/.exec(name)?.[0] ?? run['id']);
}
