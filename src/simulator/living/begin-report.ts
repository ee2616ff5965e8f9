import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { type Life, settingsOf, stampOf } from './life.js';
import { numberOfRun } from './run-names.js';

const DATA_KINDS = [
  'Signal Processing Input',
  'Basecalling Input',
  'Output Files',
  'Intermediate Files',
] as const;

/** A report of a run is made and waits for its turn. It becomes the run's own unless a user has pinned another. */
export function beginReport(life: Life, run: Row, kind: 'automatic' | 'again'): void {
  const settings = settingsOf(life, run);
  if (settings === undefined) return;
  const report = insertReport(life, run, settings, kind === 'again' ? 'Reanalyze' : automaticName(life, run));
  const plan = life.database.one('experiment', run, 'plan');
  const projects = plan ? life.database.manyAsLinked('plannedexperiment', plan, 'projects') : [];
  life.store.link('results', report, 'projects', projects);
  for (const type of DATA_KINDS) {
    life.store.insert('dmfilestat', {
      type,
      result: report['id'],
      action_state: 'L',
      diskspace: null,
      preserve_data: false,
    });
  }
  if (run['pinnedRepResult'] !== true) represent(life, run, report);
  life.tell(`report ${String(report['id'])} of run ${String(run['id'])} is pending`);
}

function automaticName({ database }: Life, run: Row): string {
  const plan = database.one('experiment', run, 'plan');
  return `Auto_${textIn(plan, 'planName') || textIn(run, 'pgmName')}_${numberOfRun(run)}`;
}

function insertReport(life: Life, run: Row, settings: Row, name: string): Row {
  const { database, store, random } = life;
  const storages = database.table('reportstorage');
  const storage = storages.find('default', true)[0] ?? storages.rows[0];
  const report = store.insert('results', {
    analysisVersion: 'db:5.18.1-1,al:5.18.2-1,an:5.18.3-1,',
    autoExempt: false,
    diskusage: null,
    eas: settings['id'],
    experiment: run['id'],
    framesProcessed: 0,
    log: '',
    metaData: {},
    parentIDs: '',
    processedCycles: 0,
    processedflows: 0,
    reference: settings['reference'],
    reportLink: '',
    reportStatus: 'Nothing',
    reportstorage: storage?.['id'] ?? null,
    representative: false,
    resultsName: name,
    resultsType: '',
    runid: random.code(5),
    status: 'Pending',
    timeStamp: stampOf(life),
    timeToComplete: '0',
  });
  const root = `${textIn(storage, 'webServerPath')}/${textIn(storage, 'name')}`;
  const reportLink = `${root}/${name}_${String(report['id']).padStart(3, '0')}/`;
  store.update('results', report, { reportLink, log: `${reportLink}log.html` });
  return report;
}

/** The run is shown with this report, and sorted by its time. docs/rundb.md, "compositeexperiment" */
function represent({ database, store }: Life, run: Row, report: Row): void {
  for (const other of database.many('experiment', run, 'results_set')) {
    const chosen = other === report;
    if (other['representative'] !== chosen) store.update('results', other, { representative: chosen });
  }
  store.update('experiment', run, { repResult: report['id'], resultDate: report['timeStamp'] });
}
