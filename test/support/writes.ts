import type { LogEntry } from '../../src/simulator/http/request-log.js';
import type { Simulator } from '../../src/simulator/server.js';

/** With one of these in its body a POST overwrites the row of that key. */
const keysOfRows = ['id', 'pk', 'resource_uri'];

/** Writes that a gateway must never send: each could change or take away rows that nobody meant. */
export function forbiddenWrites(entries: readonly LogEntry[]): string[] {
  return entries
    .filter(isForbidden)
    .map(({ method, path, keys = [] }) => `${method} ${path} {${keys.join(', ')}}`);
}

function isForbidden({ method, path, keys = [] }: LogEntry): boolean {
  const isOfList = !/\/v1\/[^/]+\/\d+\/$/.test(path);
  if (method === 'DELETE' || ((method === 'PUT' || method === 'PATCH') && isOfList)) return true;
  return keys.some((key) => keysOfRows.includes(key));
}

/** Looks at all that a simulator is asked, until the function given back is called: it throws for a forbidden write. */
export function watchWrites({ log }: Simulator): () => void {
  const found: string[] = [];
  const clear = log.clear.bind(log);
  const look = () => void found.push(...forbiddenWrites(log.entries));
  log.clear = () => {
    look();
    clear();
  };
  return () => {
    look();
    if (found.length > 0) throw new Error(`the gateway sent what it must never send: ${found.join('; ')}`);
  };
}
