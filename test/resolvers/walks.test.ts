import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connections } from '../soak/walks/connections.js';
import { makeWalk, openTrial, randomOrder, type Trial, tryWalk } from '../soak/walks/try-walks.js';

/*
 * A walk gives every row that is there all the time with an unchanged place once, in order, however many are equal in
 * the columns of the order, and whatever comes, goes and changes between the pages. The soak walks a larger lab:
 * `npm run soak -- walks`.
 */
const SEED = 20_261_123;
let trial: Trial;
beforeAll(async () => {
  trial = await openTrial(SEED, 1);
}, 30_000);
afterAll(() => trial.gateway.close());

describe.each(connections.map((connection) => [connection.name, connection] as const))(
  '%s',
  (name, { orders }) => {
    const place = () => {
      const found = trial.places.find(({ connection }) => connection.name === name);
      if (!found) throw new Error(`${name} is not walked`);
      return found;
    };

    it.each(orders)('by %s', async (field) => {
      const { failures, dice } = trial;
      failures.length = 0;
      const direction = dice.pick(['ASC', 'DESC'] as const);
      await tryWalk(trial, makeWalk(place(), dice, [{ field, direction }]));
      expect(failures).toEqual([]);
    });

    it('by two and three keys', async () => {
      const { failures, dice } = trial;
      failures.length = 0;
      for (const keys of [2, 3]) {
        await tryWalk(trial, makeWalk(place(), dice, randomOrder(place().connection, dice, keys)));
      }
      expect(failures).toEqual([]);
    });
  },
);
