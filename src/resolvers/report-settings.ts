import { readAll } from '../loaders/read.js';
import { type AnalysisSettingsRow, origin, type ReportRow } from '../loaders/rows.js';
import { keyOfLink } from './relations.js';

const needs: ReadonlySet<string> = new Set(['barcodedSamples', 'barcodeKitName']);

/** The settings that a report was made with; null where it has none, or they are gone. */
export async function settingsOf(report: ReportRow): Promise<AnalysisSettingsRow | null> {
  const key = await keyOfLink(await readAll(report, ['eas']), 'eas');
  return key === undefined ? null : report[origin].scope.load('AnalysisSettings', key, needs);
}
