import { encodeValue } from './address.js';
import type { Key } from './client.js';

/** Most keys in one request, and most bytes of query for them: a request line above 8,190 bytes is refused. */
export const mostKeys = 300;
const mostBytes = 6 * 1024;

/**
 * Parts the keys, each once, into batches that fit one request. `most` lowers the number of keys for resources whose
 * rows are dear.
 */
export function chunkKeys(keys: readonly Key[], most = mostKeys): Key[][] {
  const chunks: Key[][] = [];
  let chunk: Key[] = [];
  let bytes = 0;
  for (const key of new Set(keys)) {
    const size = sizeOf(key);
    if (chunk.length >= Math.min(most, mostKeys) || (chunk.length > 0 && bytes + size > mostBytes)) {
      chunks.push(chunk);
      chunk = [];
      bytes = 0;
    }
    chunk.push(key);
    bytes += size;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}

/** Bytes in the query with the comma behind it; twice that of a name, which may need escapes (regex.ts). */
function sizeOf(key: Key): number {
  return typeof key === 'number' ? String(key).length + 1 : 2 * encodeValue(key).length + 1;
}
