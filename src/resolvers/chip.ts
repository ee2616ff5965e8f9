import { origin, type ChipRow, type Placed } from '../loaders/rows.js';
import { isBlankName } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { view } = readings<ChipRow>();

export const Chip: CompleteResolvers<'Chip'> = { ...nodeFields, arguments: view() };

/**
 * The chip type that a run or plan names by code. Codes may carry a suffix: rundb itself looks for the whole code,
 * then for its first three characters. docs/rundb.md, "chip"
 */
export async function chipOf(row: Placed, code: string | null | undefined): Promise<ChipRow | null> {
  if (code === null || code === undefined || isBlankName(code)) return null;
  const { scope } = row[origin];
  const named = (name: string) => scope.find('Chip', (chip) => chip.name === name);
  return (await named(code)) ?? (await named(code.slice(0, 3))) ?? null;
}
