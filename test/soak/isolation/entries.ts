import { openSeal } from '../../../src/caches/seal.js';
import type { TestRedis } from '../../support/redis.js';
import { markedIn } from './marking-server.js';

export interface Entries {
  /** Values that could be read with the secret. */
  readonly read: number;
  /** Of these, such as hold something that was shown to somebody. */
  readonly marked: number;
  readonly faults: readonly string[];
}

/** Reads every value in a Redis with the gateways' secret: none may hold what two callers were shown. */
export async function readEntries(redis: TestRedis, secret: string): Promise<Entries> {
  const seal = openSeal(secret);
  const held = [...(await redis.dump())].map(([name, value]) => ({
    name,
    sealed: value,
    value: seal.open(name, Buffer.from(value, 'latin1'))?.toString('utf8'),
  }));
  const read = held.filter(({ value }) => value !== undefined);
  const marks = read.map(({ value = '' }) => markedIn(value));
  const mixed = marks.filter(({ size }) => size > 1).map((seen) => `an entry of ${[...seen].join(' and ')}`);
  const open = held.filter(({ name, sealed }) => markedIn(name + sealed).size > 0);
  return {
    read: read.length,
    marked: marks.filter(({ size }) => size > 0).length,
    faults: [...mixed, ...open.map(({ name }) => `an entry that can be read: ${name}`)],
  };
}
