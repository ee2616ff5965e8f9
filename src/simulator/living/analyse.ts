import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { between, happens, weigh } from './chance.js';
import { type Life, recentReports } from './life.js';
import { launchPlugins } from './launch-plugins.js';
import { measure } from './measure.js';
import { type Stage, stageAfter, stageOf } from './report-stages.js';

/** Chance that a stage is over within one step. */
const PACE = 0.6;
const TERMINATION = 0.002;

/** Reports go through their stages, to the end or to an error. */
export function analyse(life: Life): void {
  for (const report of recentReports(life)) {
    const stage = stageOf(textIn(report, 'status'));
    if (stage !== undefined) goOn(life, report, stage);
  }
}

function goOn(life: Life, report: Row, stage: Stage): void {
  const failure = weigh(life.random, '', ['TERMINATED', TERMINATION], ...stage.failures);
  if (failure !== '') return finish(life, report, failure);
  if (!happens(life.random, PACE)) return;
  for (const metrics of stage.leaves) measure(life, report, metrics);
  const settings = life.database.one('results', report, 'eas');
  const next = stageAfter(stage, textIn(settings, 'barcodeKitName') !== '');
  if (next !== undefined)
    return life.store.update('results', report, { ...flowsOf(life, report), status: next.status });
  finish(life, report, weigh(life.random, 'Completed', ['Completed with 2 error(s)', 0.04]));
  launchPlugins(life, report);
}

/** How many flows there are to process is known from the start. */
function flowsOf({ database }: Life, report: Row): Row {
  const run = database.one('results', report, 'experiment');
  return { processedflows: run?.['flows'] ?? 0, processedCycles: 0 };
}

function finish(life: Life, report: Row, status: string): void {
  life.store.update('results', report, { status, diskusage: between(life.random, 5_000, 50_000) });
  life.tell(`report ${String(report['id'])} ended: ${status}`);
}
