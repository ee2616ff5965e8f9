import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { beginReport } from './begin-report.js';
import { choose, happens } from './chance.js';
import { type Life, recentReports } from './life.js';
import { stageOf } from './report-stages.js';

const DELETION = 0.02;
const REPETITION = 0.04;

/** Now and then a report that nothing depends on is deleted, with its metrics and plugin results. */
export function deleteReports(life: Life): void {
  if (!happens(life.random, DELETION)) return;
  const report = choose(
    life.random,
    recentReports(life).filter((report) => isSpare(life, report)),
  );
  if (report === undefined) return;
  life.store.remove('results', report);
  life.tell(`report ${String(report['id'])} deleted`);
}

function isSpare({ database }: Life, report: Row): boolean {
  const run = database.one('results', report, 'experiment');
  return (
    report['representative'] !== true &&
    run?.['repResult'] !== report['id'] &&
    stageOf(textIn(report, 'status')) === undefined &&
    database.many('results', report, 'childResults_set').length === 0
  );
}

/** Now and then a run that has been analysed is analysed again. */
export function repeatReports(life: Life): void {
  if (!happens(life.random, REPETITION)) return;
  const run = choose(
    life.random,
    life.runs.filter((run) => isAnalysed(life, run)),
  );
  if (run !== undefined) beginReport(life, run, 'again');
}

function isAnalysed({ database }: Life, run: Row): boolean {
  const reports = database.many('experiment', run, 'results_set');
  return reports.length > 0 && reports.every((report) => stageOf(textIn(report, 'status')) === undefined);
}
