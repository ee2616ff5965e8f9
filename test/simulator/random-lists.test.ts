import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';
import { askForList, query } from '../support/ask-lab.js';
import { type Catalogue, readCatalogue } from '../soak/simulator/catalogue.js';
import { checkList } from '../soak/simulator/check-list.js';
import { Dice } from '../soak/simulator/dice.js';
import { expectedRows } from '../soak/simulator/expected-rows.js';
import { KNOWN_TABLES } from '../soak/simulator/known-tables.js';
import { makeText } from '../soak/simulator/make-values.js';

const SEED = 20_261_123;
const CHECKED = [
  'chip',
  'results',
  'libmetrics',
  'experiment',
  'sample',
  'project',
  'kitinfo',
  'plannedexperimentdb',
];

type Parameter = readonly [name: string, value: string];

let simulator: Simulator;
let catalogue: Catalogue;

beforeAll(async () => {
  simulator = await startSimulator();
  catalogue = readCatalogue(simulator.lab);
});

afterAll(() => simulator.close());

/** What the list says against the tables read directly. */
async function complaint(resource: string, parameters: readonly Parameter[]): Promise<string | undefined> {
  const path = `/rundb/api/v1/${resource}/?${query(...parameters)}`;
  const answer = await ask(simulator.port, { path, headers: { Authorization: ADMIN_KEY } });
  return checkList(simulator.lab, catalogue, resource, parameters, answer).complaint;
}

const lookups = [
  '',
  '__exact',
  '__in',
  '__gt',
  '__gte',
  '__lt',
  '__lte',
  '__contains',
  '__startswith',
  '__isnull',
];

/** A filter of a resource: the places of a field and of a value in what its rows hold. */
const filters = fc.record({
  field: fc.nat(),
  lookup: fc.constantFrom(...lookups),
  values: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  isRepeated: fc.boolean(),
});

function parametersOf(
  resource: string,
  filter: typeof filters extends fc.Arbitrary<infer F> ? F : never,
): Parameter[] {
  const fields = [...(catalogue.get(resource)?.fields.keys() ?? [])];
  const field = fields[filter.field % fields.length] ?? '';
  const texts = filter.values.map((seed) => makeText(new Dice(seed), simulator.lab, resource, field));
  const name = `${field}${filter.lookup}`;
  if (filter.lookup === '__isnull') return [[name, filter.isRepeated ? 'true' : 'False']];
  return filter.isRepeated ? texts.map((text) => [name, text]) : [[name, texts.join(',')]];
}

describe('filters', () => {
  it('find what the tables hold, whatever the field, the lookup and the value', async () => {
    let known = 0;
    const asked = fc.tuple(
      fc.constantFrom(...Object.keys(KNOWN_TABLES)),
      fc.array(filters, { minLength: 1, maxLength: 2 }),
    );
    const property = fc.asyncProperty(asked, async ([resource, some]) => {
      const parameters: Parameter[] = [...some.flatMap((one) => parametersOf(resource, one)), ['limit', '3']];
      if (expectedRows(simulator.lab, catalogue, resource, parameters) !== undefined) known += 1;
      expect(await complaint(resource, parameters)).toBeUndefined();
    });
    await fc.assert(property, { seed: SEED, numRuns: 400 });
    expect(known).toBeGreaterThan(100);
  }, 30_000);

  it('that no field is meant by are ignored', async () => {
    const name = fc.stringMatching(/^[a-z_]{3,12}$/).map((word) => `no${word}`);
    const property = fc.asyncProperty(
      fc.constantFrom(...CHECKED),
      name,
      fc.string(),
      async (resource, field, value) => {
        fc.pre(catalogue.get(resource)?.fields.has(field.split('__')[0] ?? '') === false);
        const all = simulator.lab.rows(KNOWN_TABLES[resource]?.table ?? '').length;
        const { status, count } = await askForList(
          simulator,
          `${resource}/?${query([field, value], ['limit', '1'])}`,
        );
        expect([status, count]).toEqual([200, all]);
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 100 });
  }, 30_000);
});

async function readAll(resource: string, limit: number): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for (let offset = 0; ; offset += limit) {
    const parameters = [
      ['limit', String(limit)],
      ['offset', String(offset)],
    ] as const;
    expect(await complaint(resource, parameters)).toBeUndefined();
    const page = await askForList(simulator, `${resource}/?${query(...parameters)}`);
    ids.push(...page.ids);
    if (page.ids.length < limit) return ids;
  }
}

describe('pages', () => {
  it('of any length make the whole list', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...CHECKED),
      fc.integer({ min: 1, max: 400 }),
      async (resource, limit) => {
        const whole = (await askForList(simulator, `${resource}/?limit=0`)).ids;
        const least = Math.max(limit, Math.ceil(whole.length / 10));
        expect(await readAll(resource, least)).toEqual(whole);
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 25 });
  }, 30_000);

  it('begin anywhere, past the end too', async () => {
    const place = fc.tuple(fc.nat(1200), fc.nat(1200));
    const property = fc.asyncProperty(
      fc.constantFrom(...CHECKED),
      place,
      async (resource, [limit, offset]) => {
        const parameters = [
          ['limit', String(limit)],
          ['offset', String(offset)],
        ] as const;
        expect(await complaint(resource, parameters)).toBeUndefined();
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 60 });
  }, 30_000);
});
