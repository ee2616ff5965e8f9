import { embedded, embeddedMany, flag, instant, integer, json, one, resource, text } from '../resource.js';
import { compositeresult } from './compositeresult.js';

const compositeplannedexperiment = resource('compositeplannedexperiment', {
  id: integer('F!'),
  runType: text('F'),
  sampleTubeLabel: text(''),
});

/**
 * Runs with their reports and some of their metrics; plans that have not run are left out. Its `sample` is a text for
 * people ("2 Samples ...") and its `keep` follows from `storage_options`; both are not read.
 * docs/rundb.md, "compositeexperiment"
 */
export const compositeexperiment = resource(
  'compositeexperiment',
  {
    id: integer('FO!'),
    expName: text('FO!'),
    displayName: text('FO!'),
    date: instant('FO!'),
    applicationCategoryDisplayedName: text(''),
    barcodeId: text(''),
    barcodedSamples: json(''),
    // Both together replace the base set (docs/rundb.md, "compositeexperiment"), so these are never sent as filters.
    chefReagentsSerialNum: text('O'),
    chefSolutionsSerialNum: text('O'),
    chefStartTime: instant('FO'),
    chipDescription: text(''),
    chipInstrumentType: text(''),
    chipType: text('FO'),
    flows: integer('FO'),
    ftpStatus: text('FO'),
    library: text(''),
    notes: text('FO'),
    pgmName: text('FO'),
    plan: embedded(compositeplannedexperiment, 'RO'),
    platform: text('FO'),
    references: text(''),
    repResult: one('compositeresult', 'RO'),
    resultDate: instant('FO'),
    /** The representative report first, then the newest. */
    results: embeddedMany(compositeresult, 'RO'),
    runMode: text('FO'),
    sampleDisplayedName: text(''),
    sampleSetName: text(''),
    star: flag('FO!'),
    status: text('FO'),
    storage_options: text('FO'),
  },
  {
    extraFilters: [
      'all_text',
      'results__projects__name__in',
      'samples__name__in',
      'plugins__name__in',
      'result_status',
      'sample_prep',
    ],
    isDistinct: true,
    pageSize: 100,
  },
);
