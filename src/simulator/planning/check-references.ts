import type { Database } from '../database/database.js';
import { findProduct } from './applications.js';
import { isUploaded, resolveBed } from './bed-files.js';
import type { Findings } from './findings.js';
import { textOf, type PlanQuestion } from './plan-question.js';
import {
  isNoFile,
  isNoReference,
  isNotSupported,
  isRequiredForApplication,
  isRequiredWith,
} from './texts.js';

const MIXED = {
  reference: 'mixedTypeRNA_reference',
  target: 'mixedTypeRNA_targetRegionBedFile',
  hotSpot: 'mixedTypeRNA_hotSpotRegionBedFile',
} as const;

/** Whether plans may use a reference: it has this short name and is enabled. */
export function isReference(database: Database, name: string): boolean {
  return database
    .table('referencegenome')
    .find('short_name', name)
    .some((row) => row['enabled'] === true);
}

/** Complaints about a reference that is named: unknown, or of no use to the application. */
export function complainAboutReference(question: PlanQuestion, label: string, name: string): string[] {
  const product = findProduct(question.database, question.data);
  if (product?.['isReferenceSelectionSupported'] === false) return [isNotSupported(label, name)];
  return isReference(question.database, name) ? [] : [isNoReference(label, name)];
}

export function checkLibrary(question: PlanQuestion, findings: Findings): void {
  const library = textOf(question.data, 'library');
  if (library !== '') findings.add('library', ...complainAboutReference(question, 'library', library));
}

/** The target regions of the whole plan. An empty text is an error where the application wants a file. */
export function checkBedFile(question: PlanQuestion, findings: Findings): void {
  const { data, database } = question;
  const [asked, library] = [textOf(data, 'bedfile'), textOf(data, 'library')];
  if (asked === '') {
    if (isMissed(question, library)) findings.add('bedfile', isRequiredForApplication('bedfile'));
    return;
  }
  if (library === '' && question.isWhole) {
    findings.replace('bedfile', `Bed file(${asked}) exists but No Reference`);
    return;
  }
  data['bedfile'] = resolveBed(database, asked, library) ?? asked;
  if (!isUploaded(database, textOf(data, 'bedfile'))) findings.add('bedfile', isNoFile('bedfile', asked));
}

function isMissed({ data, database }: PlanQuestion, library: string): boolean {
  if (data['bedfile'] !== '' || library === '' || textOf(data, 'barcodeId') !== '') return false;
  return findProduct(database, data)?.['isTargetRegionBEDFileSelectionRequiredForRefSelection'] === true;
}

/** Files that are looked for, but not missed. */
export function convertOtherFiles({ data, database }: PlanQuestion): void {
  for (const key of ['regionfile', 'sseBedFile']) {
    const asked = textOf(data, key);
    if (asked !== '') data[key] = resolveBed(database, asked, textOf(data, 'library')) ?? asked;
  }
}

/** The reference and files of the RNA half of applications that take both kinds. */
export function checkMixedFiles(question: PlanQuestion, findings: Findings): void {
  const { data, database } = question;
  const reference = textOf(data, MIXED.reference);
  const isDual = findProduct(database, data)?.['isDualNucleotideTypeBySampleSupported'] === true;
  if (isDual && reference !== '' && !isReference(database, reference)) {
    findings.add(MIXED.reference, isNoReference(MIXED.reference, reference));
  }
  for (const key of [MIXED.target, MIXED.hotSpot]) checkMixedFile(question, key, reference, findings);
}

function checkMixedFile(
  { data, database }: PlanQuestion,
  key: string,
  reference: string,
  findings: Findings,
): void {
  const asked = textOf(data, key);
  if (asked === '') return;
  if (reference === '') findings.add(MIXED.reference, isRequiredWith(MIXED.reference, key, asked));
  data[key] = resolveBed(database, asked, reference) ?? asked;
  if (!isUploaded(database, textOf(data, key))) findings.add(key, isNoFile(key, asked));
}
