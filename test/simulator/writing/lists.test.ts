import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';
import { outcome, READER_KEY, write } from '../../support/write-lab.js';

const URI = '/rundb/api/v1/location/';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

async function names(): Promise<readonly unknown[]> {
  return (await askForList(simulator, 'location/?order_by=name')).rows.map((row) => row['name']);
}

describe('PATCH of a list', () => {
  it('changes, makes and deletes rows', async () => {
    const objects = [{ resource_uri: `${URI}2/`, comments: 'both' }, { name: 'Made' }];
    const sent = { objects, deleted_objects: [`${URI}4/`] };
    expect(await outcome(simulator, 'PATCH', 'location/', sent)).toEqual([202]);
    expect((await askLab(simulator, 'location/2/')).body['comments']).toBe('both');
    expect(await names()).toContain('Made');
    expect((await askLab(simulator, 'location/4/')).status).toBe(404);
  });

  it('does all or nothing', async () => {
    const before = await names();
    const objects = [{ name: 'Made' }, { resource_uri: `${URI}2/`, name: 'Changed' }];
    const sent = { objects, deleted_objects: [`${URI}4/`, `${URI}99/`] };
    expect((await write(simulator, 'PATCH', 'location/', sent)).status).toBe(400);
    expect(await names()).toEqual(before);
    expect((await write(simulator, 'POST', 'location/', { name: 'Next' })).location).toMatch(/\/6\/$/);
  });

  it('wants its objects', async () => {
    const error = "Invalid data sent, missing 'objects'";
    expect(await outcome(simulator, 'PATCH', 'location/', {})).toEqual([400, { error }]);
    expect((await write(simulator, 'PATCH', 'location/', { objects: ['x'] })).status).toBe(500);
  });
});

describe('PUT and DELETE of a list', () => {
  it('deletes the rows that the parameters match', async () => {
    expect(await outcome(simulator, 'DELETE', 'location/?name=Home')).toEqual([204]);
    expect((await askForList(simulator, 'location/')).count).toBe(3);
    expect(await outcome(simulator, 'DELETE', 'location/')).toEqual([204]);
    expect((await askForList(simulator, 'location/')).count).toBe(0);
  });

  it('refuses the filters that a list refuses', async () => {
    const error = "The 'comments' field does not allow filtering.";
    expect(await outcome(simulator, 'DELETE', 'location/?comments=x')).toEqual([400, { error }]);
  });

  it('puts rows in the place of others', async () => {
    const objects = [{ name: 'One' }, { name: 'Two' }];
    expect(await outcome(simulator, 'PUT', 'location/', { objects })).toEqual([204]);
    expect(await names()).toEqual(['One', 'Two']);
    expect(await outcome(simulator, 'PUT', 'location/', {})).toEqual([400, { error: 'Invalid data sent.' }]);
  });

  it('does nothing for a user without permission, and says that it has', async () => {
    const headers = { Authorization: READER_KEY };
    expect(await outcome(simulator, 'DELETE', 'location/', undefined, headers)).toEqual([204]);
    expect(await outcome(simulator, 'PUT', 'location/', { objects: [] }, headers)).toEqual([204]);
    expect((await askForList(simulator, 'location/')).count).toBe(4);
  });
});
