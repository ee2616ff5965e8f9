import type { Dice } from '../simulator/dice.js';
import { makeNearInstant, makeNearNumber, makeNearText, makeOddText, makePart } from './make-values.js';
import { milliseconds } from './stored-values.js';

/** A condition of an input that a stored value mostly passes. */
export function makeCondition(dice: Dice, input: string, stored: unknown): object {
  const condition = makeOperators(dice, input, stored);
  if (dice.chance(0.01)) return { ...condition, [Object.keys(condition)[0] ?? 'isNull']: null };
  return condition;
}

function makeOperators(dice: Dice, input: string, stored: unknown): object {
  const isMissing = stored === null || stored === undefined;
  if (dice.chance(isMissing ? 0.7 : 0.05)) return { isNull: dice.chance(isMissing ? 0.85 : 0.2) };
  switch (input) {
    case 'StringFilter':
      return makeTextOperators(dice, isMissing ? makeOddText(dice) : String(stored));
    case 'IntFilter':
      return makeNumberOperators(dice, isMissing ? dice.below(1000) : Number(stored), true);
    case 'FloatFilter':
      return makeNumberOperators(dice, isMissing ? dice.next() * 100 : Number(stored), false);
    case 'BooleanFilter':
      return { eq: dice.chance(0.75) ? stored === true : dice.chance(0.5) };
    case 'DateTimeFilter':
      return makeInstantOperators(dice, isMissing ? dice.below(2e9) * 1000 : milliseconds(stored));
    default:
      throw new Error(`no filter ${input}`);
  }
}

function makeTextOperators(dice: Dice, stored: string): object {
  const operators: Record<string, unknown> = {};
  for (const operator of new Set([
    pickTextOperator(dice),
    ...(dice.chance(0.15) ? [pickTextOperator(dice)] : []),
  ])) {
    operators[operator] = makeTextOperand(dice, operator, stored);
  }
  if (dice.chance(0.15)) operators['ignoreCase'] = dice.chance(0.8);
  return operators;
}

const pickTextOperator = (dice: Dice): string =>
  dice.weighed({ eq: 20, ne: 10, in: 20, contains: 15, startsWith: 15, endsWith: 10 });

function makeTextOperand(dice: Dice, operator: string, stored: string): unknown {
  if (operator === 'in') {
    const others = Array.from({ length: dice.pick([0, 1, 3, 3, 60]) }, () => makeNearText(dice, stored));
    return dice.chance(0.05) ? [] : [...others, stored];
  }
  if (operator === 'ne') return dice.chance(0.5) ? makeOddText(dice) : makeNearText(dice, stored);
  if (operator === 'eq' || dice.chance(0.2)) return makeNearText(dice, stored);
  if (operator === 'contains') return makePart(dice, stored);
  const letters = [...stored];
  const length = 1 + dice.below(letters.length + 1);
  return (operator === 'startsWith' ? letters.slice(0, length) : letters.slice(-length)).join('');
}

function makeNumberOperators(dice: Dice, stored: number, isWhole: boolean): object {
  const near = (): number => makeNearNumber(dice, stored, isWhole);
  const usual = dice.weighed({ between: 20, one: 50, eq: isWhole ? 15 : 0, in: isWhole ? 15 : 0 });
  if (usual === 'between')
    return { gte: stored - dice.below(100), lt: Math.min(near() + 50, Number.MAX_SAFE_INTEGER) };
  if (usual === 'eq') return { eq: near() };
  if (usual === 'in') return { in: [...Array.from({ length: dice.below(5) }, near), stored] };
  return { [dice.pick(['gt', 'gte', 'lt', 'lte'])]: near() };
}

function makeInstantOperators(dice: Dice, stored: number): object {
  const near = (): string => makeNearInstant(dice, stored);
  if (dice.chance(0.3)) return { gte: near(), lte: near() };
  return { [dice.pick(['gt', 'gte', 'lt', 'lte'])]: near() };
}
