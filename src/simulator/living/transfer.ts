import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { beginReport } from './begin-report.js';
import { between, happens, weigh } from './chance.js';
import type { Life } from './life.js';

/** Flows that a sequencer does within one step. */
const FEWEST = 25;
const MOST = 60;

/** While raw data comes in, the status is the number of flows so far. docs/rundb.md, "Statuses" */
export function isTransferring(run: Row): boolean {
  return /^\d+$/.test(textIn(run, 'ftpStatus'));
}

/** Runs go on by some flows, or end: nearly always complete. */
export function transferFlows(life: Life): void {
  for (const run of life.runs.filter(isTransferring)) {
    const broken = weigh(life.random, '', ['User Aborted', 0.004], ['Lost Chip Connection', 0.001]);
    const done = Number(run['ftpStatus']) + between(life.random, FEWEST, MOST);
    if (broken !== '') end(life, run, broken);
    else if (done < Number(run['flows'])) life.store.update('experiment', run, { ftpStatus: String(done) });
    else end(life, run, weigh(life.random, 'Complete', ['Missing File(s)', 0.05]));
  }
}

function end(life: Life, run: Row, status: string): void {
  const { database, store, random } = life;
  store.update('experiment', run, { ftpStatus: status, diskusage: between(random, 20_000, 400_000) });
  const rig = database.table('rig').get(run['pgmName']);
  if (rig !== undefined) store.update('rig', rig, { state: 'Idle', display_state: 'Idle' });
  life.tell(`run ${String(run['id'])} ended: ${status}`);
  const isWhole = status === 'Complete' || status === 'Missing File(s)';
  if (run['autoAnalyze'] === true && (isWhole || happens(random, 0.5))) beginReport(life, run, 'automatic');
}
