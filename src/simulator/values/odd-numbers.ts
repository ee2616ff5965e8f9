import type { Row } from '../api.js';
import type { Model } from '../database/model.js';

/** Names of float values that JSON cannot write. */
const ODD_NUMBERS: Readonly<Record<string, number>> = { NaN: NaN, Infinity, '-Infinity': -Infinity };

/** Turns the texts that stand for NaN and the infinities in float columns into numbers, in the row itself. */
export function readOddNumbers(model: Model, row: Row): void {
  for (const [column, type] of model.columns) {
    const value = row[column];
    if (type === 'float' && typeof value === 'string') row[column] = ODD_NUMBERS[value] ?? Number(value);
  }
}
