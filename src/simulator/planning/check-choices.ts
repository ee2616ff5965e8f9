import type { Row } from '../api.js';
import { crash } from '../values/refusals.js';
import { textIn } from '../resources/fields.js';
import type { Findings } from './findings.js';
import { findKit, KIT_KEYS, partsOf } from './kits.js';
import { isNothing, isYes, textOf, type PlanQuestion } from './plan-question.js';
import { isNoChoice, isNoIntegerWithin, isNotFound } from './texts.js';

const STATUSES = ['undefined', 'pending', 'voided', 'reserved', 'planned', 'transferred', 'inactive', 'run'];

/** rundb only asks whether it knows the status. That of a run wants a plan that was executed. */
export function checkStatus({ data }: PlanQuestion, findings: Findings): void {
  const status = textOf(data, 'planStatus');
  if (status !== '' && !STATUSES.includes(status)) {
    findings.add('planStatus', isNoChoice('planStatus', status, STATUSES));
  }
}

/** What rundb has no answer for but a crash: a run that was not executed, and reverse runs. */
export function crashOnImpossible({ data, isWhole }: PlanQuestion): void {
  const isRunUnexecuted = data['planStatus'] === 'run' && isWhole && !isYes(data['planExecuted']);
  if (isRunUnexecuted || data['runMode'] === 'pe' || isYes(data['isReverseRun'])) throw crash();
}

/** Flows: 1 to 2000, or the text 0. */
export function checkFlows({ data }: PlanQuestion, findings: Findings): void {
  const flows = data['flows'];
  if (typeof flows === 'number' && Number.isInteger(flows) && flows <= 0) {
    findings.add('flows', ' flows must be a positive integer (>0). ');
  } else if (flows !== '0') checkInteger('flows', flows, 1, 2000, findings);
}

export function checkReadLength({ data }: PlanQuestion, findings: Findings): void {
  checkInteger('libraryReadLength', data['libraryReadLength'], 0, 1000, findings);
}

/** An integer or its digits in a text; rundb crashes on a fraction and on what is neither. */
function checkInteger(
  label: string,
  value: unknown,
  lowest: number,
  highest: number,
  findings: Findings,
): void {
  if (isNothing(value)) return;
  if (typeof value !== 'string' && !Number.isInteger(value)) throw crash();
  const number = /^\d+$/.test(String(value)) ? Number(value) : NaN;
  if (!(number >= lowest && number <= highest))
    findings.add(label, isNoIntegerWithin(label, lowest, highest));
}

/** A library key by name or sequence becomes its sequence; without one the server's default is taken, and checked. */
export function checkLibraryKey({ data, database }: PlanQuestion, findings: Findings): void {
  const fallback = textIn(database.table('globalconfig').rows[0], 'default_library_key');
  const asked = textOf(data, 'libraryKey') || fallback;
  const keys = database.table('librarykey');
  const key = keys.find('name', asked)[0] ?? keys.find('sequence', asked)[0];
  if (key === undefined) findings.add('libraryKey', isNotFound('libraryKey', asked));
  else data['libraryKey'] = textIn(key, 'sequence');
}

/** A flow order by name or description becomes its flows; any other word of the four bases will do. */
export function checkFlowOrder({ data, database }: PlanQuestion, findings: Findings): void {
  const asked = textOf(data, 'flowsInOrder');
  const orders = database.table('floworder');
  const order = orders.find('name', asked)[0] ?? orders.find('description', asked)[0];
  if (order !== undefined) data['flowsInOrder'] = textIn(order, 'flowOrder');
  else if (!/^[ACGT]*$/.test(asked)) {
    findings.add(
      'flowsInOrder',
      `  flowsInOrder value of ${asked} is not valid flowsInOrder valid values are A,C,T or G [ATCG].`,
    );
  }
}

/** A protocol of the Ion Chef by its value or uid becomes its value. Kits that name no protocols allow all. */
export function checkProtocol(question: PlanQuestion, findings: Findings): void {
  const { data } = question;
  const asked = textOf(data, 'samplePrepProtocol');
  if (asked === '' || asked === 'undefined') return;
  const protocols = protocolsFor(question);
  const found = protocols.find((row) => row['value'] === asked || row['uid'] === asked);
  if (found !== undefined) {
    data['samplePrepProtocol'] = textIn(found, 'value');
    return;
  }
  const choices = [...protocols.map((row) => textIn(row, 'value')), 'undefined'];
  findings.add('samplePrepProtocol', isNoChoice('samplePrepProtocol', asked, choices));
}

function protocolsFor({ data, database }: PlanQuestion): readonly Row[] {
  const protocols = database
    .table('common_cv')
    .find('cv_type', 'samplePrepProtocol')
    .filter((row) => row['isActive'] === true);
  const kit = findKit(database, KIT_KEYS['templatingKitName'] ?? [], textOf(data, 'templatingKitName'));
  const categories = new Set(kit === undefined ? [] : partsOf(kit, 'categories'));
  const fitting = protocols.filter((row) => partsOf(row, 'categories').some((name) => categories.has(name)));
  return fitting.length > 0 ? fitting : protocols;
}

/** An old name of the protocol is not read any more. */
export function checkTemplatingSize({ data }: PlanQuestion, findings: Findings): void {
  if (!('templatingSize' in data)) return;
  findings.warnings['templatingSize'] =
    'This field is deprecated, use samplePrepProtocol (pcr200bp, pcr400bp) instead.';
}
