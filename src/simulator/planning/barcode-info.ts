import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { findProduct, nucleotideTypes } from './applications.js';
import { isUploaded, resolveBed } from './bed-files.js';
import { complainAboutReference } from './check-references.js';
import { textOf, type PlanData, type PlanQuestion } from './plan-question.js';
import {
  isMissing,
  isNoChoice,
  isNoFile,
  isRequired,
  isRequiredForApplication,
  isRequiredWith,
} from './texts.js';

const CONTROLS = ['', 'MSI On-Chip Control', 'No Template Control'];
const WANTED_KEYS = ['reference', 'targetRegionBedFile', 'hotSpotRegionBedFile', 'nucleotideType'];

/** What is wrong with one barcode of a sample; warnings do not keep a plan from being made. */
export interface BarcodeFindings {
  readonly errors: string[];
  readonly warnings: string[];
}

/** One barcode of one sample of a plan. */
interface BarcodeQuestion {
  readonly question: PlanQuestion;
  readonly sample: string;
  readonly barcode: string;
  readonly info: PlanData;
  readonly label: (key: string) => string;
}

/** Checks what is said about a barcode, and puts server paths in the place of the names of files. */
export function checkBarcode(
  question: PlanQuestion,
  sample: string,
  barcode: string,
  info: PlanData | undefined,
): BarcodeFindings {
  if (info === undefined) return { errors: [isMissing(barcode)], warnings: [] };
  const path = `barcodedSamples["${sample}"]["barcodeSampleInfo"]["${barcode}"]`;
  const asked: BarcodeQuestion = { question, sample, barcode, info, label: (key) => `${path}["${key}"]` };
  const missing = WANTED_KEYS.filter((key) => !(key in info)).slice(0, 1);
  const texts = missing.map((key) => isMissing(`'${key}'`));
  const found = checkInfo(asked);
  const ofBarcode = complainAboutBarcode(question, barcode, path);
  if (question.isNew) return { errors: [...ofBarcode, ...texts, ...found.errors], warnings: found.warnings };
  return { errors: [...ofBarcode, ...found.errors], warnings: [...texts, ...found.warnings] };
}

function complainAboutBarcode(question: PlanQuestion, barcode: string, path: string): string[] {
  const { data, database, settings } = question;
  const kit = data['barcodeId'] ?? (question.isWhole ? undefined : settings?.['barcodeKitName']);
  if (kit === undefined || kit === null) return ['Error:  Barcoding Set is required. '];
  if (kit === '') return ['Error:  barcodeId is required. '];
  const barcodes = database.table('dnabarcode');
  const name = String(kit);
  if (barcodes.find('name', name).length === 0) return [`Error: barcodeId value of ${name} is not valid. `];
  const known = barcodes.find('id_str', barcode);
  if (known.length === 0) return [`Error: ${path} value of ${barcode} is not valid. `];
  const isOfKit = known.some((row: Row) => row['name'] === name);
  return isOfKit ? [] : [`Error:  ${name} ${barcode} is an invalid barcodeId and ${path} combination`];
}

function checkInfo(asked: BarcodeQuestion): BarcodeFindings {
  const errors = [
    ...complainAboutReferenceOf(asked),
    ...complainAboutTarget(asked),
    ...complainAboutHotSpots(asked),
    ...complainAboutNucleotide(asked),
    ...complainAboutControl(asked),
  ];
  return { errors, warnings: warningsOf(asked) };
}

function complainAboutReferenceOf({ question, info, label }: BarcodeQuestion): string[] {
  const reference = textOf(info, 'reference');
  return reference === '' ? [] : complainAboutReference(question, label('reference'), reference);
}

function complainAboutTarget({ question, info, label }: BarcodeQuestion): string[] {
  const key = 'targetRegionBedFile';
  const [asked, reference] = [textOf(info, key), textOf(info, 'reference')];
  if (asked === '') {
    const isMissed = key in info && reference !== '' && wantsTargets(question);
    return isMissed ? [isRequiredForApplication(label(key))] : [];
  }
  if (reference === '') return [isRequiredWith(label('reference'), label(key), asked)];
  convert(question.database, info, key, reference);
  return isUploaded(question.database, textOf(info, key)) ? [] : [isNoFile(label(key), asked)];
}

function wantsTargets({ database, data }: PlanQuestion): boolean {
  return findProduct(database, data)?.['isTargetRegionBEDFileSelectionRequiredForRefSelection'] === true;
}

/** rundb names the sample where it means the file that needs another one. */
function complainAboutHotSpots({ question, info, sample, label }: BarcodeQuestion): string[] {
  const key = 'hotSpotRegionBedFile';
  const asked = textOf(info, key);
  if (asked === '') return [];
  const needed = ['reference', 'targetRegionBedFile'].filter((other) => textOf(info, other) === '');
  const complaints = needed.map((other) => isRequiredWith(label(other), label(key), sample));
  convert(question.database, info, key, textOf(info, 'reference'));
  const isKnown = isUploaded(question.database, textOf(info, key), 'hotspot');
  return isKnown ? complaints : [...complaints, ` ${label(key)} value of ${asked} is not valid. `];
}

function convert(database: Database, info: PlanData, key: string, reference: string): void {
  info[key] = resolveBed(database, textOf(info, key), reference) ?? info[key];
}

/** Nucleotide types in any letters; fusions are kept as RNA. */
function complainAboutNucleotide({ question, info, label }: BarcodeQuestion): string[] {
  const key = 'nucleotideType';
  if (!(key in info)) return [];
  const asked = textOf(info, key);
  if (asked === '') return [isRequired(label(key))];
  const types = nucleotideTypes(question.database, question.data);
  const isOneOf = types.some((type) => type.toLowerCase() === asked.toLowerCase());
  return isOneOf ? [] : [` ${label(key)} valid values are ${types.join(', ')}. `];
}

function complainAboutControl({ info, label }: BarcodeQuestion): string[] {
  const asked = textOf(info, 'controlType');
  if (asked.toLowerCase() === 'none' || CONTROLS.some((name) => name.toLowerCase() === asked.toLowerCase())) {
    return [];
  }
  return [isNoChoice(label('barcodedSamples'), asked, CONTROLS)];
}

function warningsOf({ question, info, label }: BarcodeQuestion): string[] {
  const { data } = question;
  const warnings: string[] = [];
  if (info['reference'] === '') {
    warnings.push('Barcoded sample with no reference specified will be analyzed as de-novo.');
  }
  const type = textOf(info, 'nucleotideType');
  const isGrouped =
    textOf(data, 'applicationGroupDisplayedName') !== '' || textOf(data, 'applicationGroup') !== '';
  if (type !== '' && !isGrouped) {
    warnings.push(` Research Application is empty for this ${label('nucleotideType')} value of ${type}. `);
  }
  return warnings;
}
