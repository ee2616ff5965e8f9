import type { Path } from '../findings.js';
import { isMap } from '../json-map.js';
import type { Checking } from './checking.js';

/** No text of the input may hold what the database of a Torrent Server cannot store. */
export function checkTexts({ plan, found }: Checking): void {
  const look = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && !isStorable(value)) {
      found.refuse(path, 'INVALID', 'The text holds a character that no text of rundb can have.');
    } else if (Array.isArray(value)) value.forEach((item, index) => look(item, [...path, index]));
    else if (isMap(value)) for (const [name, item] of Object.entries(value)) look(item, [...path, name]);
  };
  look(plan, []);
}

/** NUL, and halves of characters that stand alone. */
function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
