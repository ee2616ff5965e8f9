import type { Row } from '../api.js';
import type { Reading } from './declaration.js';

export function answerResultsPath(_name: string, _row: Row, _reading: Reading): object | undefined {
  return undefined;
}
