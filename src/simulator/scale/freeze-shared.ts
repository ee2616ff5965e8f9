import type { Row } from '../api.js';

/** Freezes what the columns of rows hold, for copies share it: whoever would change it in place fails at once. */
export function freezeShared(members: ReadonlyMap<string, readonly Row[]>): void {
  for (const rows of members.values()) {
    for (const row of rows) for (const value of Object.values(row)) freezeDeeply(value);
  }
}

function freezeDeeply(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freezeDeeply(part);
}
