import { crash } from '../values/refusals.js';
import { asObject, isObject } from '../resources/fields.js';
import { checkBarcode } from './barcode-info.js';
import { complainAboutSampleName } from './check-names.js';
import type { Complaint, Findings } from './findings.js';
import { inHashOrder } from './hash-order.js';
import { readObjectText } from './literal.js';
import { isNothing, type PlanData, type PlanQuestion } from './plan-question.js';
import { isMissing } from './texts.js';

const KEY = 'barcodedSamples';

/** The samples of a barcoded plan may come as the text of an object; rundb crashes on other texts. */
export function readBarcodedSamples(data: PlanData): void {
  const sent = data[KEY];
  if (typeof sent !== 'string' || sent === '') return;
  const read = readObjectText(sent);
  if (read === undefined) throw crash();
  data[KEY] = read;
}

/** Whether a plan names barcoded samples. */
export function isBarcoded(data: PlanData): boolean {
  return !isNothing(data[KEY]);
}

/** Checks every sample of a barcoded plan, in the order in which rundb comes across them. */
export function checkBarcodedSamples(question: PlanQuestion, findings: Findings): void {
  const samples = question.data[KEY];
  if (isNothing(samples)) return;
  if (!isObject(samples)) throw crash();
  for (const name of inHashOrder(Object.keys(samples))) {
    findings.add(KEY, ...complainAboutSampleName(`${KEY}["${name}"]`, name));
    checkSample(question, name, samples[name], findings);
  }
}

function checkSample(question: PlanQuestion, name: string, sample: unknown, findings: Findings): void {
  const missing = missingPart(sample);
  if (missing !== undefined) {
    findings.add(KEY, { [name]: isMissing(missing) });
    return;
  }
  const { barcodes, barcodeSampleInfo } = asObject(sample);
  if (isNothing(barcodeSampleInfo)) return;
  const info = asObject(barcodeSampleInfo);
  const errors: Complaint[] = [];
  const warnings: Complaint[] = [];
  for (const barcode of listBarcodes(barcodes)) {
    const told = barcode in info ? asObject(info[barcode]) : undefined;
    const found = checkBarcode(question, name, barcode, told);
    if (found.errors.length > 0) errors.push({ [barcode]: found.errors });
    if (found.warnings.length > 0) warnings.push({ [barcode]: found.warnings });
  }
  if (errors.length > 0) findings.add(KEY, { [name]: errors });
  if (warnings.length > 0) findings.warn(KEY, { [name]: warnings });
}

/** What rundb misses first in a sample, in the words of its failure. */
function missingPart(sample: unknown): string | undefined {
  if (isObject(sample)) {
    const part = ['barcodes', 'barcodeSampleInfo'].find((key) => !(key in sample));
    return part === undefined ? undefined : `'${part}'`;
  }
  if (typeof sample === 'string') return 'string indices must be integers';
  if (Array.isArray(sample)) return 'list indices must be integers, not str';
  return `'${kindOf(sample)}' object has no attribute '__getitem__'`;
}

function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'number') return 'NoneType';
  return Number.isInteger(value) ? 'int' : 'float';
}

/** A text in the place of the list of barcodes is gone through letter by letter. */
export function listBarcodes(barcodes: unknown): readonly string[] {
  if (typeof barcodes === 'string') return Array.from(barcodes);
  if (Array.isArray(barcodes)) return barcodes.map(String);
  throw crash();
}
