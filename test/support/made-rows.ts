import type { Lab } from '../../src/simulator/api.js';
import { isBody } from './ask-lab.js';

/** Resources that show the rows of another one's table. */
const SAME_ROWS: Readonly<Record<string, string>> = {
  plannedexperimentdb: 'plannedexperiment',
  compositeexperiment: 'experiment',
  compositeresult: 'results',
  projectresults: 'results',
};
const ADDRESS = /\/rundb\/api\/(?:mesh\/)?v1\/(\w+)\/(\d+)\//g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * Rows that a replay has made may have other numbers and GUIDs than those that the recorded server made, but always the
 * same for the same, and different ones for different ones. The lab's own rows keep theirs.
 */
export class MadeRows {
  readonly #given = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #lastOwn = new Map<string, number>();

  constructor(private readonly lab: Lab) {
    for (const name of lab.names) this.#lastOwn.set(name, this.#findLast(name));
  }

  /** Learns from an answer which numbers and GUIDs stand for the recorded ones. */
  learn(recorded: unknown, given: unknown): void {
    if (typeof recorded === 'string' && typeof given === 'string') this.#learnText(recorded, given);
    else if (Array.isArray(recorded) && Array.isArray(given)) {
      for (const [place, item] of recorded.entries()) this.learn(item, given[place]);
    } else if (isBody(recorded) && isBody(given)) {
      for (const [name, item] of Object.entries(recorded)) this.learn(item, given[name]);
    }
  }

  /** The value with the numbers and GUIDs that were given in place of the recorded ones. */
  translate(value: unknown): unknown {
    if (typeof value === 'string') return this.translateText(value);
    if (Array.isArray(value)) return value.map((item) => this.translate(item));
    if (!isBody(value)) return value;
    const translated = Object.entries(value).map(([name, item]) => [name, this.translate(item)]);
    return { ...Object.fromEntries(translated), ...this.#translateId(value) };
  }

  translateText(text: string): string {
    return text
      .replace(ADDRESS, (address) => this.#given.get(address) ?? address)
      .replace(UUID, (uuid) => this.#given.get(uuid) ?? uuid);
  }

  /** The number of an object is that of its own address. */
  #translateId({ id, resource_uri: address }: Record<string, unknown>): Record<string, unknown> {
    if (typeof id !== 'number' || typeof address !== 'string' || !address.endsWith(`/${id}/`)) return {};
    return { id: Number(this.translateText(address).split('/').at(-2)) };
  }

  #learnText(recorded: string, given: string): void {
    this.#learnPairs(recorded.match(UUID), given.match(UUID));
    const addresses = [recorded, given].map((text) => [...text.matchAll(ADDRESS)]);
    const [old = [], made = []] = addresses;
    for (const [place, [address, name = '', id]] of old.entries()) {
      const [other = '', otherName, otherId] = made[place] ?? [];
      if (name === otherName && this.#isMade(name, id) && this.#isMade(name, otherId))
        this.#pair(address, other);
    }
  }

  #learnPairs(old: readonly string[] | null, made: readonly string[] | null): void {
    for (const [place, uuid] of (old ?? []).entries()) {
      const other = made?.[place];
      if (other !== undefined) this.#pair(uuid, other);
    }
  }

  /** The first meeting counts. All resources of a table share its numbers. */
  #pair(recorded: string, given: string): void {
    if (this.#given.has(recorded) || this.#taken.has(given)) return;
    for (const [old, made] of this.#spellings(recorded, given)) {
      this.#given.set(old, made);
      this.#taken.add(made);
    }
  }

  #spellings(recorded: string, given: string): readonly (readonly [string, string])[] {
    const [, name] = new RegExp(ADDRESS.source).exec(recorded) ?? [];
    if (name === undefined) return [[recorded, given]];
    const table = SAME_ROWS[name] ?? name;
    const names = [table, ...Object.keys(SAME_ROWS).filter((other) => SAME_ROWS[other] === table)];
    return names.map((other) => [
      recorded.replace(`/${name}/`, `/${other}/`),
      given.replace(`/${name}/`, `/${other}/`),
    ]);
  }

  #isMade(name: string, id: string | undefined): boolean {
    return Number(id) > (this.#lastOwn.get(name) ?? 0);
  }

  #findLast(name: string): number {
    const rows = this.lab.rows((SAME_ROWS[name] ?? name).toLowerCase());
    return rows.reduce((last, { id }) => Math.max(last, Number(id ?? 0)), 0);
  }
}
