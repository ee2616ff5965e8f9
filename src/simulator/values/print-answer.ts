import { BYTES } from './kept-bytes.js';
import { isPrintable, printJson, printText, sortedNames, type Printable } from './print-json.js';

const SEPARATOR = Buffer.from(', ');

/** Prints an answer as printJson does; rows of its lists that carry their text are copied as they are. */
export function printAnswer(answer: unknown): string | Buffer {
  if (!isPrintable(answer) || !Object.values(answer).some(isListOfKept)) return printJson(answer);
  const parts = sortedNames(answer).map((name) => printMember(answer, name));
  return Buffer.concat([Buffer.from('{'), ...separated(parts), Buffer.from('}')]);
}

function isListOfKept(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [first]: readonly unknown[] = value;
  return isPrintable(first) && first[BYTES] !== undefined;
}

function printMember(answer: Printable, name: string): Buffer {
  const value = answer[name];
  const start = Buffer.from(`${printText(name)}: `);
  if (!Array.isArray(value)) return Buffer.concat([start, Buffer.from(printJson(value))]);
  return Buffer.concat([start, Buffer.from('['), ...separated(value.map(printItem)), Buffer.from(']')]);
}

function printItem(item: unknown): Buffer {
  return (isPrintable(item) ? item[BYTES] : undefined) ?? Buffer.from(printJson(item));
}

function separated(parts: readonly Buffer[]): readonly Buffer[] {
  return parts.flatMap((part, place) => (place === 0 ? [part] : [SEPARATOR, part]));
}
