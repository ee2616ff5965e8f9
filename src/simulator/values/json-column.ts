import { printJson } from './print-json.js';

/** The text that rundb stores for an object in a JSON column, with blanks as Python writes them. */
export function storedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(storedJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return printJson(value);
  const entries = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${storedJson(item)}`);
  return `{${entries.join(', ')}}`;
}

/**
 * What a JSON column prints: an object as it stands; raw text is read first, and nothing becomes {}.
 * Text that is no JSON prints as that text.
 */
export function printJsonColumn(stored: unknown): unknown {
  if (stored === null || stored === undefined || stored === '') return {};
  if (typeof stored !== 'string') return stored;
  try {
    return JSON.parse(stored);
  } catch {
    return stored;
  }
}
