import { flag, integer, number, resource, text } from '../resource.js';

/** Barcodes, one row each: `name` is their set. There are thousands. docs/rundb.md, "Other resources" */
export const dnabarcode = resource(
  'dnabarcode',
  {
    id: integer('FO!'),
    id_str: text('FO!'),
    name: text('FO!'),
    index: integer('FO'),
    sequence: text('FO'),
    adapter: text('FO'),
    length: integer('FO'),
    type: text('FO'),
    annotation: text('FO'),
    active: flag('FO'),
    system: flag('FO'),
    is_end_barcode: flag('FO'),
    end_sequence: text('FO'),
    end_adapter: text('FO'),
    score_mode: integer('FO'),
    score_cutoff: number('FO'),
  },
  { extraFilters: ['distinct'] },
);
