import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { modelNamed } from '../database/model.js';

const COUNTED: Readonly<Record<string, RegExp>> = {
  libmetrics: /(?:_reads|_bases|_alignments)$|^totalNumReads$/,
  qualitymetrics: /_(?:reads|bases)$/,
  analysismetrics: /^(?!id$|report$)/,
};

/** Table name to its columns that count wells, reads or bases. */
export function countColumns(database: Database): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(COUNTED).map(([table, pattern]) => {
      const columns = [...modelNamed(database.models, table).columns];
      const counts = columns.filter(([name, type]) => /integer|bigint/.test(type) && pattern.test(name));
      return [table, counts.map(([name]) => name)];
    }),
  );
}

/** Makes a chip a little emptier, in place. What was equal or larger before is so afterwards. */
export function scaleCounts(row: Row, columns: readonly string[], share: number): void {
  for (const column of columns) {
    const count = row[column];
    if (typeof count === 'number') row[column] = Math.floor(count * share);
  }
}
