import type { Findings } from './findings.js';
import { textOf, type PlanQuestion } from './plan-question.js';
import { isNotFound } from './texts.js';

/** The name of a barcode set, in its exact letters. */
export function checkBarcodeKit({ data, database }: PlanQuestion, findings: Findings): void {
  const kit = textOf(data, 'barcodeId');
  if (kit === '' || database.table('dnabarcode').find('name', kit).length > 0) return;
  findings.add('barcodeId', isNotFound('barcodeId', kit));
}
