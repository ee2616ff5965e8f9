import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';
import { outcome, READER_KEY, write } from '../../support/write-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

async function complaints(body: Record<string, unknown>): Promise<unknown> {
  const [status, answer] = await outcome(simulator, 'POST', 'sample/', body);
  expect(status).toBe(400);
  return answer;
}

describe('making a sample', () => {
  it('names it after its displayed name, for everybody', async () => {
    const headers = { Authorization: READER_KEY };
    const sent = { displayedName: 'a new  sample', externalId: 'E1' };
    const made = await write(simulator, 'POST', 'sample/', sent, headers);
    expect(made).toMatchObject({ status: 201, text: '' });
    const [row] = (await askForList(simulator, 'sample/?externalId=E1')).rows;
    expect(row).toMatchObject({ name: 'a_new_sample', displayedName: 'a new  sample', experiments: [] });
  });

  it('allows one sample of a name and an external id', async () => {
    expect((await write(simulator, 'POST', 'sample/', { name: 'twice' })).status).toBe(201);
    expect((await write(simulator, 'POST', 'sample/', { name: 'twice' })).status).toBe(500);
    expect((await write(simulator, 'POST', 'sample/', { name: 'twice', externalId: '2' })).status).toBe(201);
  });

  it('checks name and status', async () => {
    expect(await complaints({ name: 'ok', status: 'zzz' })).toEqual({
      error: [
        ' Sample Status value is not valid. zzz is not one of the available choices , created, planned, run. ',
      ],
    });
    expect(await complaints({ name: '-x' })).toEqual({ error: [expect.stringContaining('start')] });
    expect(await complaints({ name: 'x', displayedName: 'y' })).toEqual({
      error: [expect.stringContaining('Sample name should match sample displayed name, ')],
    });
    expect((await write(simulator, 'POST', 'sample/', {})).status).toBe(500);
    expect((await write(simulator, 'POST', 'sample/', { name: 5 })).status).toBe(500);
  });
});

describe('changing a sample', () => {
  it('checks what is sent', async () => {
    const [status] = await outcome(simulator, 'PUT', 'sample/1/', { status: 'zzz' });
    expect(status).toBe(400);
    expect(await outcome(simulator, 'PUT', 'sample/1/', { description: 'x' })).toEqual([204]);
    expect((await askLab(simulator, 'sample/1/')).body['description']).toBe('x');
    expect(await outcome(simulator, 'PATCH', 'sample/1/', {})).toEqual([405, 'GET,POST,PUT']);
  });
});
