/**
 * The first key that one object of a JSON text has twice; of such a key readers disagree which value counts.
 * @param text that JSON.parse has accepted
 */
export function findRepeatedKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === braceOpen) open.push(new Set());
    else if (sign === bracketOpen) open.push(undefined);
    else if (sign === braceClose || sign === bracketClose) open.pop();
    else if (sign === quote) {
      const end = endOfText(text, at);
      const keys = open.at(-1);
      if (keys && isColonBehind(text, end)) {
        const key = String(JSON.parse(text.slice(at, end)));
        if (keys.has(key)) return key;
        keys.add(key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

const [quote, backslash, colon, braceOpen, braceClose, bracketOpen, bracketClose] = [...'"\\:{}[]'].map(
  (sign) => sign.charCodeAt(0),
);

/** Just behind the quote that ends the text which begins at `start`. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at + 1;
}

function isColonBehind(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charCodeAt(at) === colon;
}

/** Whether lists and objects lie deeper in each other than `levels`; looks no further than that, and takes any text. */
export function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === braceOpen || sign === bracketOpen) depth += 1;
    else if (sign === braceClose || sign === bracketClose) depth -= 1;
    else if (sign === quote) at = endOfText(text, at) - 1;
    if (depth > levels) return true;
  }
  return false;
}
