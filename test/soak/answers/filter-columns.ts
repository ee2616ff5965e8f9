import { refuse } from './refused.js';
import { milliseconds, sameText } from './stored-values.js';
import { isBroken, upper } from './letters.js';

type Condition = Readonly<Record<string, unknown>>;
/** Whether a stored value passes; undefined and null are no value. */
type Test = (stored: unknown) => boolean;

const hasValue = (stored: unknown): boolean => stored !== null && stored !== undefined;
const ofValue =
  (test: Test): Test =>
  (stored) =>
    hasValue(stored) && test(stored);

const isNull = (wanted: unknown): Test => {
  if (typeof wanted !== 'boolean') throw new Error('isNull is no flag');
  return (stored) => hasValue(stored) !== wanted;
};

/** What a filter input asks of a column's value. Throws what has to be refused. */
export function testOfColumn(input: string, name: string, path: string, condition: Condition): Test {
  for (const [operator, operand] of Object.entries(condition)) {
    if (operand === null && operator !== 'ignoreCase') throw refuse(`${name}.${operator} is null`);
  }
  const { isNull: wanted, ...operators } = condition;
  const tests = wanted === undefined ? [] : [isNull(wanted)];
  tests.push(...testsOf(input, path, operators));
  return (stored) => tests.every((test) => test(stored));
}

function testsOf(input: string, path: string, operators: Condition): Test[] {
  switch (input) {
    case 'StringFilter':
      return textTests(operators);
    case 'IntFilter':
      return numberTests(operators, (value) => requireInteger(path, value));
    case 'FloatFilter':
      return numberTests(operators, () => undefined);
    case 'BooleanFilter':
      return Object.values(operators).map((asked) => ofValue((stored) => stored === asked));
    case 'DateTimeFilter':
      return Object.entries(operators).map(([operator, asked]) => {
        const limit = milliseconds(asked);
        return ofValue((stored) => compare(operator, milliseconds(stored) - limit));
      });
    default:
      throw new Error(`no filter ${input}`);
  }
}

function compare(operator: string, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'gt':
      return difference > 0;
    case 'gte':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'lte':
      return difference <= 0;
    default:
      throw new Error(`no comparison ${operator}`);
  }
}

/** Columns of 64 bits; all others have 32. docs/rundb.md, "Values" */
const WIDE =
  /(genomesize|total_mapped_reads|total_mapped_target_bases|q\d+_mapped_bases|q\d+_bases|(^|__)size|inodes)$/;

function requireInteger(path: string, value: unknown): void {
  const isHeld = WIDE.test(path) || (Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31);
  if (!isHeld) throw refuse(`${path} holds no ${String(value)}`);
}

function numberTests(operators: Condition, check: (value: unknown) => void): Test[] {
  return Object.entries(operators).map(([operator, asked]) => {
    for (const value of [asked].flat()) check(value);
    if (operator === 'in') return ofValue((stored) => Array.isArray(asked) && asked.includes(Number(stored)));
    return ofValue((stored) => compare(operator, Number(stored) - Number(asked)));
  });
}

function textTests({ ignoreCase, ...operators }: Condition): Test[] {
  const ignores = ignoreCase === true;
  if (ignores && 'in' in operators) throw refuse('ignoreCase with in');
  return Object.entries(operators).map(([operator, asked]) => {
    for (const text of [asked].flat()) requireText(String(text));
    const passes = textTest(operator, asked, ignores);
    return ofValue((stored) => passes(String(stored)));
  });
}

/** What no text of PostgreSQL's holds. */
function requireText(text: string): void {
  if (text.includes('\0') || isBroken(text)) throw refuse('no text');
}

function textTest(operator: string, asked: unknown, ignores: boolean): (stored: string) => boolean {
  if (operator === 'in') return (stored) => Array.isArray(asked) && asked.includes(stored);
  const text = String(asked);
  const fold = (value: string): string => (ignores ? upper(value) : value);
  switch (operator) {
    case 'eq':
      return (stored) => sameText(stored, text, ignores);
    case 'ne':
      return (stored) => !sameText(stored, text, ignores);
    case 'contains':
      return (stored) => fold(stored).includes(fold(text));
    case 'startsWith':
      return (stored) => fold(stored).startsWith(fold(text));
    case 'endsWith':
      return (stored) => fold(stored).endsWith(fold(text));
    default:
      throw new Error(`no comparison ${operator}`);
  }
}
