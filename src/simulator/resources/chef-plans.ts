import type { Row } from '../api.js';
import type { Reading } from './declaration.js';
import { textIn } from './fields.js';
import { runOf } from './plan-run-fields.js';

const KEPT: ReadonlySet<string> = new Set(
  (
    'id username planShortID planName date planStatus isPlanGroup isReverseRun sampleTubeLabel ' +
    'templatingKitName samplePrepProtocol'
  ).split(' '),
);

/** A plan as an Ion Chef asks for it: a fixed set of keys, without a URI of its own. */
export function printChefPlan(
  object: Record<string, unknown>,
  row: Row,
  { database }: Reading,
  form: 'whole' | 'summary',
): void {
  const run = runOf(row, database);
  for (const name of Object.keys(object)) if (!KEPT.has(name)) Reflect.deleteProperty(object, name);
  object['experiment'] = run === undefined ? null : `/rundb/api/v1/experiment/${String(run['id'])}/`;
  object['libraryTubeBarCode'] = '';
  object['parentPlan'] = null;
  if (form === 'summary') return;
  object['chipType'] = textIn(run, 'chipType');
  const protocol = database.table('common_cv').find('value', row['samplePrepProtocol'])[0];
  object['samplePrepProtocolName'] = textIn(protocol, 'displayedValue');
}
