import type { AnalysisSettingsRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { barcodeSetOf } from './barcode.js';
import { barcodedSamplesOf } from './barcoded-sample.js';
import type { CompleteResolvers } from './complete.js';
import { isRun } from './experiment.js';
import { nameOrNull } from './name-or-null.js';
import { nodeFields } from './node.js';
import { selectedPluginsOf } from './plan-blobs.js';
import { readings } from './readings.js';
import { namedRow } from './reference-data.js';
import { loadLink, loadRelated } from './relations.js';

const { from, byKey, view } = readings<AnalysisSettingsRow>();

const reports: Relation<'Report'> = { entity: 'Report', resource: resources.results, by: 'eas' };

export const AnalysisSettings: CompleteResolvers<'AnalysisSettings'> = {
  ...nodeFields,
  experiment: from(['experiment'], async (row, _args: unknown, _context, info) => {
    const run = await loadLink(row, 'Experiment', 'experiment', info);
    return run && isRun(run) ? run : null;
  }),
  reports: byKey((row, _args: unknown, _context, info) => loadRelated(row, reports, info)),
  barcodeKit: from(['barcodeKitName'], (row) => nameOrNull(row.barcodeKitName)),
  barcodeSet: from(['barcodeKitName'], (row) => barcodeSetOf(row, row.barcodeKitName)),
  barcodedSamples: from(['barcodedSamples'], ({ barcodedSamples }) => barcodedSamplesOf(barcodedSamples)),
  endBarcodeKit: from(['endBarcodeKitName'], (row) => nameOrNull(row.endBarcodeKitName)),
  reference: from(['reference'], ({ reference }) => nameOrNull(reference)),
  referenceGenome: from(['reference'], (row) =>
    namedRow(row, 'ReferenceGenome', 'short_name', row.reference),
  ),
  libraryKit: from(['libraryKitName'], (row) => namedRow(row, 'Kit', 'name', row.libraryKitName)),
  selectedPlugins: from(['selectedPlugins'], (row) => selectedPluginsOf(row.selectedPlugins)),
  arguments: view(),
};
