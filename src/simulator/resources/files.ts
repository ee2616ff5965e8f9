import type { Parameters, Row } from '../api.js';
import { lastValue } from '../query/page.js';
import { upper } from '../values/compare.js';
import type { Narrowing, ResourceDeclaration } from './declaration.js';
import { computed, objectIn, textIn, through, toOne } from './fields.js';

/** Version of the aligner's index that this release makes. */
const INDEX_VERSION = 'tmap-f3';

/** References and uploaded files. docs/rundb.md, "Files" */
export const FILE_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'referencegenome',
    model: 'referencegenome',
    order: ['short_name'],
    narrow: (parameters) => ({
      where: [
        (row) => isCurrent(row) || (lastValue(parameters, 'special') === '1' && row['index_version'] === ''),
      ],
    }),
  },
  {
    name: 'obsoletereferencegenome',
    model: 'referencegenome',
    schema: 'referencegenome',
    base: (row) => !isCurrent(row),
    order: ['short_name'],
  },
  {
    name: 'content',
    model: 'content',
    cap: null,
    distinct: true,
    fields: {
      contentupload: toOne('contentupload', 'contentupload'),
      name: computed((row) => fileName(textIn(row, 'path')), 'name'),
      publisher: toOne('publisher', 'publisher'),
      upload_id: computed((row) => String(row['contentupload'])),
    },
    narrow: narrowContent,
  },
  {
    name: 'contentupload',
    model: 'contentupload',
    cap: null,
    order: ['-id'],
    fields: {
      name: computed((row) => fileName(textIn(row, 'file_path')), 'name'),
      pub: through('contentupload', 'publisher', 'name'),
    },
  },
  { name: 'publisher', model: 'publisher', keyedBy: 'name' },
];

function isCurrent(row: Row): boolean {
  return row['index_version'] === INDEX_VERSION;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Files of systematic errors show with `include_sse=1` only; `all_text` searches path, description and notes. */
function narrowContent(parameters: Parameters): Narrowing {
  const where: ((row: Row) => boolean)[] = [];
  if (lastValue(parameters, 'include_sse') === undefined) where.push((row) => !isErrorFile(row));
  const text = lastValue(parameters, 'all_text');
  if (text !== undefined) where.push((row) => holdsText(row, text));
  return { where };
}

function isErrorFile(row: Row): boolean {
  return Boolean(objectIn(row, 'meta')['sse']) || row['type'] === 'sse';
}

function holdsText(row: Row, text: string): boolean {
  return ['path', 'description', 'notes'].some((column) => upper(textIn(row, column)).includes(upper(text)));
}
