import { origin, parentOf, type PluginResultRow, type ReportRow } from '../loaders/rows.js';
import { keyOf } from '../rundb/values.js';
import { isMap } from './json-map.js';
import type { Selects } from './readings.js';
import { settingsOf } from './report-settings.js';

const needsSettings: ReadonlySet<string> = new Set(['eas']);

/** Names of samples by barcode, asked for at most once for all barcodes of a result. */
export type SampleNames = () => Promise<ReadonlyMap<string, string>>;

/** The names that the settings of the report give to barcodes; what the plugin stored goes first. */
export function sampleNamesOf(result: PluginResultRow): SampleNames {
  let names: ReturnType<SampleNames> | undefined;
  return () => (names ??= loadNames(result));
}

async function loadNames(result: PluginResultRow): Promise<ReadonlyMap<string, string>> {
  const report = await reportOf(result);
  const settings = report && (await settingsOf(report));
  return namesByBarcode(settings?.barcodedSamples);
}

/** The report that the result was asked for from, or else the one that it names. */
function reportOf(result: PluginResultRow): ReportRow | null | Promise<ReportRow | null> {
  const report = parentOf(result, 'Report');
  if (report) return report;
  const key = keyOf(result.result);
  return key === undefined ? null : result[origin].scope.load('Report', key, needsSettings);
}

/** rundb does not check that a barcode has one sample only: then all are named. docs/rundb.md, "Samples of a plan" */
export function namesByBarcode(samples: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, sample] of Object.entries(isMap(samples) ? samples : {})) {
    for (const barcode of barcodesOf(sample)) {
      const other = names.get(barcode);
      names.set(barcode, other === undefined ? name : `${other}, ${name}`);
    }
  }
  return names;
}

function barcodesOf(sample: unknown): ReadonlySet<string> {
  const { barcodes, dualBarcodes, barcodeSampleInfo } = isMap(sample) ? sample : {};
  const lists = [barcodes, dualBarcodes].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return new Set([...lists.map(String), ...Object.keys(isMap(barcodeSampleInfo) ? barcodeSampleInfo : {})]);
}

/** Wire fields of the report that the names of samples in results of plugins need. */
export const readsForNames = (selects: Selects, ...paths: readonly [string, ...string[]][]) =>
  paths.some((path) => selects(...path)) ? [...needsSettings] : [];
