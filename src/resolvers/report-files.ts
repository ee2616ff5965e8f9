import { readAll } from '../loaders/read.js';
import { origin, type PluginResultRow, type ReportRow } from '../loaders/rows.js';
import { isBlankName } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import {
  bamNames,
  barcodeBam,
  folderOf,
  isFileName,
  mayHold,
  pluginFolder,
  type ReportFolder,
  reportPdf,
  runBam,
  unalignedBam,
  variantsFile,
} from './file-rules.js';
import { newestCompleted, relationsOfPlugin } from './plugin-results-of.js';
import { namesByBarcode } from './plugin-samples.js';
import { readYesNo } from './plugin-store.js';
import { isMap } from './json-map.js';
import type { LookBelow } from './readings.js';
import { settingsOf } from './report-settings.js';

/** A link as a path of its server. */
export interface FileLinkValue {
  readonly server: string;
  readonly rawPath: string;
  readonly isDerived: boolean;
  readonly credentials: ('API_KEY' | 'BASIC' | 'SESSION')[];
}

export interface BarcodeFilesValue {
  readonly report: ReportRow;
  readonly barcode: string;
  readonly sampleName: string;
}

/** Files below `/output` are not served to API keys. docs/rundb.md, "Files" */
const ofUsers: FileLinkValue['credentials'] = ['SESSION', 'BASIC'];

function linkTo(
  report: ReportRow,
  rawPath: string | null | undefined,
  { isDerived = true, credentials = ofUsers } = {},
): FileLinkValue | null {
  const server = report[origin].scope.name;
  return rawPath === null || rawPath === undefined ? null : { server, rawPath, isDerived, credentials };
}

/** Names of the BAM files; undefined until the report is completed: they are written at the end. */
async function bamsOf(report: ReportRow): Promise<ReportFolder | undefined> {
  const { status, reportLink, bamLink } = await readAll(report, ['status', 'reportLink', 'bamLink']);
  return status.startsWith('Completed') ? bamNames(reportLink, bamLink) : undefined;
}

/** Samples by barcode; undefined where the report has no settings, so that nobody knows whether it has barcodes. */
async function barcodesOf(report: ReportRow): Promise<ReadonlyMap<string, string> | 'unnamed' | undefined> {
  const settings = await settingsOf(report);
  if (!settings) return undefined;
  const names = namesByBarcode(settings.barcodedSamples);
  return names.size === 0 && !isBlankName(settings.barcodeKitName) ? 'unnamed' : names;
}

async function hasNoBarcodes(report: ReportRow): Promise<boolean> {
  const barcodes = await barcodesOf(report);
  return barcodes !== undefined && barcodes !== 'unnamed' && barcodes.size === 0;
}

async function runBamOf(report: ReportRow, ending: string): Promise<FileLinkValue | null> {
  const [names, isWhole] = await Promise.all([bamsOf(report), hasNoBarcodes(report)]);
  return names && isWhole ? linkTo(report, `${runBam(names)}${ending}`) : null;
}

async function barcodeFile(
  { report, barcode }: BarcodeFilesValue,
  rule: (names: ReportFolder, barcode: string) => string,
  ending = '',
): Promise<FileLinkValue | null> {
  const names = await bamsOf(report);
  return names && isFileName(barcode) ? linkTo(report, `${rule(names, barcode)}${ending}`) : null;
}

/** The newest completed result of variantCaller, and the folder of its files. */
async function variantsOf(
  report: ReportRow,
): Promise<{ readonly result: PluginResultRow; readonly folder: string } | undefined> {
  const [result, { reportLink }] = await Promise.all([
    newestCompleted(report, 'variantCaller'),
    readAll(report, ['reportLink']),
  ]);
  if (!result) return undefined;
  const folder = pluginFolder(result, reportLink);
  return folder === undefined ? undefined : { result, folder };
}

async function runVariants(report: ReportRow, ending: string): Promise<FileLinkValue | null> {
  const [variants, isWhole] = await Promise.all([variantsOf(report), hasNoBarcodes(report)]);
  const { store } = variants?.result ?? {};
  const isStoredByBarcode = isMap(store) && readYesNo(store['barcoded']) === true;
  return variants && isWhole && !isStoredByBarcode
    ? linkTo(report, `${variantsFile(variants.folder)}${ending}`)
    : null;
}

async function barcodeVariants(
  { report, barcode }: BarcodeFilesValue,
  ending: string,
): Promise<FileLinkValue | null> {
  const variants = await variantsOf(report);
  const isHeld = variants && isFileName(barcode) && mayHold(variants.result.store, barcode);
  return isHeld ? linkTo(report, `${variantsFile(variants.folder, barcode)}${ending}`) : null;
}

/** Names come from the report and its settings; VCF files are named after a result of a plugin. */
export const belowFiles: LookBelow = (selects) => {
  const isOfRunVariants = selects('vcf') || selects('vcfIndex');
  const isOfVariants = isOfRunVariants || selects('barcodes', 'vcf') || selects('barcodes', 'vcfIndex');
  const isOfReads = selects('bam') || selects('bai');
  const isOfBarcodes = selects('barcodes') || isOfRunVariants || isOfReads;
  return {
    reads: [
      ...(isOfBarcodes ? ['eas'] : []),
      ...(isOfReads || selects('barcodes') ? ['status', 'bamLink'] : []),
      ...(isOfBarcodes || selects('folder') ? ['reportLink'] : []),
    ],
    children: isOfVariants ? relationsOfPlugin('variantCaller') : [],
  };
};

export const ReportFiles: CompleteResolvers<'ReportFiles'> = {
  folder: async (report) => {
    const { reportLink } = await readAll(report, ['reportLink']);
    return linkTo(report, folderOf(reportLink), { isDerived: false });
  },
  bam: (report) => runBamOf(report, ''),
  bai: (report) => runBamOf(report, '.bai'),
  vcf: (report) => runVariants(report, ''),
  vcfIndex: (report) => runVariants(report, '.tbi'),
  pdf: (report) => ({
    server: report[origin].scope.name,
    rawPath: reportPdf(report.id),
    isDerived: true,
    credentials: ['API_KEY', ...ofUsers],
  }),
  barcodes: async (report) => {
    const barcodes = await barcodesOf(report);
    if (barcodes === undefined || barcodes === 'unnamed') return null;
    return [...barcodes]
      .map(([barcode, sampleName]) => ({ report, barcode, sampleName }))
      .sort((one, other) => (one.barcode < other.barcode ? -1 : 1));
  },
};

export const BarcodeFiles: CompleteResolvers<'BarcodeFiles'> = {
  bam: (files) => barcodeFile(files, barcodeBam),
  bai: (files) => barcodeFile(files, barcodeBam, '.bai'),
  unalignedBam: (files) => barcodeFile(files, unalignedBam),
  vcf: (files) => barcodeVariants(files, ''),
  vcfIndex: (files) => barcodeVariants(files, '.tbi'),
};

const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/');

export const FileLink: CompleteResolvers<'FileLink'> = {
  path: ({ rawPath }) => encoded(rawPath),
  url: ({ server, rawPath }, _args, { factsOf }) => {
    const webUrl = factsOf(server)?.webUrl;
    return webUrl === undefined ? null : `${webUrl}${encoded(rawPath)}`;
  },
};
