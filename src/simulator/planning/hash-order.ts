const WORD = (1n << 64n) - 1n;

/**
 * The order in which rundb goes through the keys of an object that it was sent: that of their hashes, not the order in
 * which they came. It shows in lists of errors and warnings. docs/rundb.md, "plannedexperiment"
 */
export function inHashOrder(keys: readonly string[]): readonly string[] {
  let slots = emptySlots(8);
  let used = 0;
  for (const key of keys) {
    put(slots, key);
    used += 1;
    if (used * 3 >= slots.length * 2) slots = enlarge(slots, used);
  }
  return slots.filter((key) => key !== undefined);
}

function emptySlots(count: number): (string | undefined)[] {
  return Array.from({ length: count }, () => undefined);
}

function put(slots: (string | undefined)[], key: string): void {
  const mask = BigInt(slots.length - 1);
  const hash = hashOf(key);
  let place = hash & mask;
  for (let rest = hash; slots[Number(place & mask)] !== undefined; rest >>= 5n) {
    place = (place * 5n + rest + 1n) & WORD;
  }
  slots[Number(place & mask)] = key;
}

function enlarge(slots: readonly (string | undefined)[], used: number): (string | undefined)[] {
  let size = 8;
  while (size <= used * 4) size *= 2;
  const larger = emptySlots(size);
  for (const key of slots) if (key !== undefined) put(larger, key);
  return larger;
}

function hashOf(key: string): bigint {
  const points = Array.from(key, (character) => BigInt(character.codePointAt(0) ?? 0));
  let hash = (points[0] ?? 0n) << 7n;
  for (const point of points) hash = ((1000003n * hash) & WORD) ^ point;
  hash ^= BigInt(points.length);
  return hash === WORD ? WORD - 1n : hash;
}
