import { BYTES } from './kept-bytes.js';
import { isPrintable, printJson, printText, sortedNames } from './print-json.js';

const OPENING = Buffer.from('[');
const SEPARATOR = Buffer.from(', ');
const CLOSING = Buffer.from(']');

/** Prints an answer as printJson does; rows of its lists that carry their text are copied as they are. */
export function printAnswer(answer: unknown): string | Buffer {
  if (!isPrintable(answer) || !Object.values(answer).some(isListOfKept)) return printJson(answer);
  const parts: Buffer[] = [];
  for (const name of sortedNames(answer)) {
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ', '}${printText(name)}: `));
    addValue(parts, answer[name]);
  }
  parts.push(Buffer.from('}'));
  return Buffer.concat(parts);
}

function isListOfKept(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  const [first]: readonly unknown[] = value;
  return isPrintable(first) && first[BYTES] !== undefined;
}

function addValue(parts: Buffer[], value: unknown): void {
  if (!isListOfKept(value)) return void parts.push(Buffer.from(printJson(value)));
  let before = OPENING;
  for (const item of value) {
    parts.push(before, printItem(item));
    before = SEPARATOR;
  }
  parts.push(CLOSING);
}

function printItem(item: unknown): Buffer {
  return (isPrintable(item) ? item[BYTES] : undefined) ?? Buffer.from(printJson(item));
}
