import type { Row } from '../api.js';
import { modelNamed, type ColumnType } from '../database/model.js';
import { textIn } from '../resources/fields.js';
import { choose } from './chance.js';
import { type Life, likeRow } from './life.js';

/** The most that a column of 32 bits holds. */
const LARGEST = 2_147_483_647;
/** Columns that are no measurements. */
const FIXED: ReadonlySet<string> = new Set([
  'genomesize',
  'align_sample',
  'number',
  'raw_accuracy',
  'report',
]);
const TRIES = 10;

/** Gives a report metrics like those of another, a tenth more or less; preferably of one with the same chip. */
export function measure(life: Life, report: Row, model: string): void {
  if (life.database.table(model).find('report', report['id']).length > 0) return;
  const like = chooseMetrics(life, report, model);
  if (like === undefined) return;
  const factor = 0.9 + life.random.next() / 5;
  const { columns } = modelNamed(life.database.models, model);
  const metrics: Row = likeRow(like);
  for (const [column, type] of columns) {
    if (!FIXED.has(column)) metrics[column] = scale(type, metrics[column], factor);
  }
  delete metrics['id'];
  life.store.insert(model, { ...metrics, ...alignedTo(life, model, report), report: report['id'] });
}

/** Metrics of the library tell what it was aligned to, when other metrics know that reference. */
function alignedTo({ database }: Life, model: string, report: Row): Row {
  const reference = textIn(report, 'reference');
  const known = model === 'libmetrics' ? database.table(model).find('genome', reference)[0] : undefined;
  if (known === undefined || reference === '') return {};
  const { genome, Genome_Version, genomesize } = known;
  return { genome, Genome_Version, genomesize };
}

function chooseMetrics(life: Life, report: Row, model: string): Row | undefined {
  const { database, random } = life;
  const chip = chipOf(life, report);
  const { rows } = database.table(model);
  let found: Row | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    found = choose(random, rows);
    const of = found && database.one(model, found, 'report');
    if (of !== undefined && chipOf(life, of) === chip) break;
  }
  return found;
}

function chipOf({ database }: Life, report: Row): string {
  return textIn(database.one('results', report, 'experiment'), 'chipType');
}

function scale(type: ColumnType, value: unknown, factor: number): unknown {
  if (typeof value !== 'number') return value;
  if (type === 'float') return value * factor;
  return Math.min(Math.round(value * factor), type === 'integer' ? LARGEST : Number.MAX_SAFE_INTEGER);
}
