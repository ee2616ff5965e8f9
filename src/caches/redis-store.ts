import { Redis } from 'ioredis';
import { openSeal, type Seal } from './seal.js';
import type { CacheStore, Found, StoreState } from './store.js';

/** Milliseconds. A cache that is slower than that is no help. */
const longestCommand = 250;
/** So long a Redis that did not answer in time is not asked again. */
const rest = 2_000;
/** So long a start waits for it. */
const longestStart = 1_000;
const longestReconnect = 2_000;
/** More that could not be dropped are not told one by one. */
const mostUndelivered = 10_000;

export interface RedisOptions {
  readonly url: string;
  /** The same for all gateways that share the Redis. */
  readonly secret: string;
  /** Told when Redis is lost, and when it is back. */
  readonly onChange?: ((isUp: boolean) => void) | undefined;
}

/**
 * Entries in a Redis that several gateways share. Where it does not answer, nothing is found and nothing kept. What could
 * not be dropped meanwhile is dropped before anything is read again.
 */
export class RedisStore implements CacheStore {
  readonly #redis: Redis;
  readonly #seal: Seal;
  readonly #undelivered = new Set<string>();
  readonly #onChange: RedisOptions['onChange'];
  #restsUntil = 0;
  #isUp = false;
  #isLost = false;

  constructor({ url, secret, onChange }: RedisOptions) {
    this.#seal = openSeal(secret);
    this.#onChange = onChange;
    this.#redis = new Redis(url, {
      commandTimeout: longestCommand,
      connectTimeout: longestStart,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(longestReconnect, 100 * times),
      reconnectOnError: (error) => error.message.startsWith('READONLY'),
    });
    // Without a listener the library writes to stderr; what fails is seen by those who ask.
    this.#redis.on('error', () => this.#turn(false));
    this.#redis.on('close', () => this.#turn(false));
    this.#redis.on('ready', () => this.#turn(true));
  }

  async find(names: readonly string[]): Promise<Found> {
    const keys = names.map(this.#seal.nameOf);
    const found = await this.#ask(async () => {
      const [time, sealed] = await Promise.all([this.#redis.time(), this.#redis.mgetBuffer(...keys)]);
      return { now: readTime(time), sealed };
    });
    const open = (key: string, index: number) => {
      const sealed = found?.sealed[index];
      return sealed ? this.#seal.open(key, sealed) : undefined;
    };
    return { now: found?.now ?? 0, values: keys.map(open) };
  }

  keep(name: string, value: Buffer, keptFor: number): void {
    const key = this.#seal.nameOf(name);
    const sealed = this.#seal.seal(key, value);
    void this.#ask(() => this.#redis.set(key, sealed, 'PX', Math.ceil(keptFor)));
  }

  async claim(name: string, value: Buffer, keptFor: number): Promise<Buffer | undefined> {
    const key = this.#seal.nameOf(name);
    const sealed = this.#seal.seal(key, value);
    const present = await this.#ask(async () => {
      const set = this.#redis.set(key, sealed, 'PX', Math.ceil(keptFor), 'NX');
      const [, found] = await Promise.all([set, this.#redis.getBuffer(key)]);
      return found;
    });
    return present ? this.#seal.open(key, present) : undefined;
  }

  async drop(names: readonly string[]): Promise<void> {
    if (this.#isLost) return;
    for (const name of names) this.#undelivered.add(this.#seal.nameOf(name));
    await this.#ask(() => Promise.resolve());
  }

  async reach(): Promise<void> {
    if (this.#redis.status === 'ready') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestStart);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#redis.once('ready', done).once('close', done);
    });
  }

  get state(): StoreState {
    return { kind: 'redis', isUp: this.#isUp, entries: undefined, bytes: undefined };
  }

  async close(): Promise<void> {
    // Nothing is lost by that.
    this.#isUp = false;
    this.#redis.disconnect();
  }

  /** What Redis answers; undefined where it does not. */
  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    // Where too much could not be dropped, nothing there can be told to be good until the gateway is started anew.
    if (this.#isLost || performance.now() < this.#restsUntil) return this.#giveUp();
    try {
      await this.#deliver();
      return await command();
    } catch (error) {
      if (error instanceof Error && error.message === 'Command timed out') {
        this.#restsUntil = performance.now() + rest;
      }
      return this.#giveUp();
    }
  }

  async #deliver(): Promise<void> {
    if (this.#undelivered.size === 0) return;
    const keys = [...this.#undelivered];
    await this.#redis.del(...keys);
    keys.forEach((key) => this.#undelivered.delete(key));
  }

  #giveUp(): undefined {
    if (this.#undelivered.size > mostUndelivered) {
      this.#isLost = true;
      this.#undelivered.clear();
    }
    return undefined;
  }

  #turn(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#onChange?.(isUp);
  }
}

/** Seconds and microseconds, as Redis tells its time. */
function readTime([seconds, micros]: readonly (number | string)[]): number {
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}
