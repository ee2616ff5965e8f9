import type { Row } from '../api.js';
import type { Database } from '../database/database.js';

/** The chip of a run's chip code, which may carry a suffix: its first three characters are tried too. */
export function findChip(code: string, database: Database): Row | undefined {
  const chips = database.table('chip');
  return chips.find('name', code)[0] ?? chips.find('name', code.slice(0, 3))[0];
}
