import { integer, number, one, resource, text } from '../resource.js';

/** Test fragments, any number of rows for a report. docs/rundb.md, "tfmetrics" */
export const tfmetrics = resource('tfmetrics', {
  id: integer('FO!'),
  name: text('FO!'),
  report: one('results', 'RO!'),
  aveKeyCount: number('FO'),
  corrHPSNR: text('FO'),
  HPAccuracy: text('FO'),
  keypass: number('FO'),
  number: number('FO'),
  Q10Histo: text('FO'),
  Q10Mean: number('FO'),
  Q10ReadCount: number('FO'),
  Q17Histo: text('FO'),
  Q17Mean: number('FO'),
  Q17ReadCount: number('FO'),
  sequence: text('FO'),
  SysSNR: number('FO'),
});
