import { isMap } from './json-map.js';
import { readYesNo, storedBarcodes } from './plugin-store.js';

/*
 * Where the Torrent Suite keeps the files of a report, as paths on its web address. Nothing here looks whether a file is
 * there. docs/rundb.md, "Files"
 */

/** What tells where the files of a report are. */
export interface ReportFolder {
  /** With a slash at its end. */
  readonly folder: string;
  /** From the folder of the report to that of its BAM files, with a slash at its end; empty on old servers. */
  readonly bamFolder: string;
  /** `<run>_<report>`, which the names of BAM files end with. */
  readonly stem: string;
}

/** The folder of a report; before release 3.0 rundb printed a page in it. Undefined where it prints no path. */
export function folderOf(reportLink: string | null | undefined): string | undefined {
  return /^\/(?!\/).*\//.exec(reportLink ?? '')?.[0];
}

/**
 * rundb's `bamLink` tells the layout and the names. Its folder is put together anew from the name of the report, so it
 * may be wrong where `reportLink` is right; and it is the text `False` where rundb knows none.
 */
export function bamNames(reportLink: string | null | undefined, bamLink: string | null | undefined) {
  const folder = folderOf(reportLink);
  const [, bamFolder = '', stem] = /\/(download_links\/)?([^/]+)\.bam$/.exec(bamLink ?? '') ?? [];
  return folder === undefined || stem === undefined ? undefined : { folder, bamFolder, stem };
}

export const runBam = ({ folder, bamFolder, stem }: ReportFolder) => `${folder}${bamFolder}${stem}.bam`;

export const barcodeBam = ({ folder, bamFolder, stem }: ReportFolder, barcode: string) =>
  `${folder}${bamFolder}${barcode}_${stem}.bam`;

export const unalignedBam = ({ folder }: ReportFolder, barcode: string) =>
  `${folder}basecaller_results/${barcode}_rawlib.basecaller.bam`;

export const reportPdf = (report: number | string) => `/rundb/api/v1/results/${report}/report/`;

/** The folder of a plugin's output; old servers print only its path on the disk, which ends alike. */
export function pluginFolder(
  { URL: url, path }: { readonly URL: string | null | undefined; readonly path: string | null | undefined },
  reportLink: string | null | undefined,
): string | undefined {
  const printed = folderOf(url?.replace(/\/?$/, '/'));
  if (printed !== undefined) return printed;
  const [, name] = /\/plugin_out\/([^/]+)\/?$/.exec(path ?? '') ?? [];
  const folder = folderOf(reportLink);
  return name === undefined || folder === undefined ? undefined : `${folder}plugin_out/${name}/`;
}

/** The VCF of a result of variantCaller; of the whole run where no barcode is given. */
export const variantsFile = (folder: string, barcode?: string) =>
  `${folder}${barcode === undefined ? '' : `${barcode}/`}TSVC_variants.vcf.gz`;

/** Whether a result of variantCaller holds the barcode; where it has stored nothing, it may. */
export function mayHold(store: unknown, barcode: string): boolean {
  if (!isMap(store) || Object.keys(store).length === 0) return true;
  if (readYesNo(store['barcoded']) === false) return false;
  return storedBarcodes(store).some((held) => held.barcode === barcode && held.stored['Error'] === undefined);
}

/** Barcodes become parts of paths. */
export const isFileName = (barcode: string) => /^\w[\w.-]*$/.test(barcode);
