import { embedded, embeddedMany, flag, instant, integer, json, number, resource, text } from '../resource.js';

/*
 * The objects printed inside a compositeresult. Only the filters through them that were seen to work are marked; on
 * old servers none of these objects has a URI. docs/rundb.md, "compositeresult"
 */
const compositeanalysismetrics = resource('compositeanalysismetrics', {
  id: integer('!'),
  bead: integer(''),
  empty: integer(''),
  excluded: integer(''),
  ignored: integer(''),
  lib: integer(''),
  libFinal: integer(''),
  live: integer(''),
  pinned: integer(''),
  total_wells: integer(''),
});

const compositelibmetrics = resource('compositelibmetrics', {
  id: integer('!'),
  aveKeyCounts: number(''),
  i100Q20_reads: integer(''),
  q20_mean_alignment_length: integer(''),
});

const compositequalitymetrics = resource('compositequalitymetrics', {
  id: integer('!'),
  q0_bases: integer(''),
  q0_mean_read_length: number(''),
  q0_reads: integer(''),
  q20_bases: integer(''),
  q20_mean_read_length: number(''),
  q20_reads: integer(''),
});

const compositeexperimentanalysissettings = resource('compositeexperimentanalysissettings', {
  barcodeKitName: text('F'),
  chipType: text(''),
  isPQ: flag(''),
  reference: text('F'),
  /** One reference, or the words "Multiple references". */
  references: text(''),
});

const compositeprojects = resource('compositeprojects', {
  id: integer('F!'),
  modified: instant(''),
  name: text('F!'),
});

/** Reports with some of their metrics, without a link to their run. docs/rundb.md, "compositeresult" */
export const compositeresult = resource('compositeresult', {
  id: integer('FO!'),
  resultsName: text('FO!'),
  status: text('FO!'),
  timeStamp: instant('FO!'),
  representative: flag('FO!'),
  analysismetrics: embedded(compositeanalysismetrics, 'RO'),
  autoExempt: flag('FO'),
  eas: embedded(compositeexperimentanalysissettings, 'RO'),
  i18nstatus: json(''),
  libmetrics: embedded(compositelibmetrics, 'RO'),
  processedflows: integer('FO'),
  projects: embeddedMany(compositeprojects, 'RO'),
  qualitymetrics: embedded(compositequalitymetrics, 'RO'),
  reportLink: text('FO'),
  reportStatus: text('FO'),
});
