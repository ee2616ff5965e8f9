import type { Dice } from '../simulator/dice.js';
import type { OperationWriter } from './operation-writer.js';
import type { Oracle } from './oracle.js';

/** What the parts of an operation are made of. */
export interface Around {
  readonly dice: Dice;
  readonly oracle: Oracle;
  readonly writer: OperationWriter;
}
