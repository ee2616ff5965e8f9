import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Door, openDoor } from '../support/door.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';

let now = Date.UTC(2026, 0, 1);
let lab: Simulator;
let door: Door;
let gateway: TestGateway;
beforeAll(async () => {
  lab = await startSimulator();
  door = await openDoor(lab.url);
  const environment = { CACHE: 'memory' };
  gateway = await startGateway({ upstream: door.url, running: lab, clock: () => now, environment });
});
afterAll(async () => {
  await gateway.close();
  await door.close();
  await lab.close();
});

const chips = '{ chips { nodes { name } } }';
const report = '{ report(id: 3) { name } }';

it('a credential that the server no longer takes finds nothing any more, while others find theirs', async () => {
  await gateway.data(chips);
  await gateway.data(report);
  await gateway.ask(chips, {}, { user: 'ionuser' });
  door.refuse('ionadmin');
  const kept = await gateway.ask(chips);
  expect(kept.body.errors).toBeUndefined();

  // Older than it may be, so that the server is asked and refuses.
  now += 10_000;
  const refused = await gateway.ask(report);
  expect(refused.body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  const dropped = await gateway.ask(chips);
  expect(dropped.body).toMatchObject({
    data: { chips: null },
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  await gateway.ask(chips, {}, { user: 'ionuser' });
  expect(gateway.requests()).toEqual([]);

  // What was dropped is not there for outages, either.
  door.refuse(undefined);
  lab.setWeather('maintenance');
  const out = await gateway.ask(report);
  expect(out.body.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
});
