import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { ADMIN_KEY } from '../../support/ask.js';
import { askForList } from '../../support/ask-lab.js';
import { eventually } from '../../support/eventually.js';
import { write } from '../../support/write-lab.js';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

function count(name: string): number {
  return simulator.lab.rows('project').filter((row) => row['name'] === name).length;
}

function post(name: string, missing = 0): string {
  const body = JSON.stringify({ name });
  const head = `POST /rundb/api/v1/project/ HTTP/1.1\r\nHost: x\r\nAuthorization: ${ADMIN_KEY}\r\n`;
  return `${head}Content-Length: ${body.length + missing}\r\n\r\n${body}`;
}

/** Sends and goes, without waiting for an answer. */
function sendAndGo(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(simulator.port, '127.0.0.1', () => {
      socket.write(text, () => socket.destroy());
    });
    socket.on('close', () => resolve()).on('error', reject);
  });
}

describe('a caller who is cut off', () => {
  it('has stored what was sent completely', async () => {
    await sendAndGo(post('complete'));
    await eventually(() => count('complete') === 1);
    expect((await askForList(simulator, 'project/?name=complete')).count).toBe(1);
  });

  it('has stored nothing of what was not', async () => {
    await sendAndGo(post('incomplete', 1));
    await write(simulator, 'POST', 'project/', { name: 'after' });
    expect([count('incomplete'), count('after')]).toEqual([0, 1]);
  });
});

describe('callers at once', () => {
  it('make one row of a unique name', async () => {
    const asked = Array.from({ length: 20 }, () => write(simulator, 'POST', 'project/', { name: 'same' }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 500)).toHaveLength(19);
    expect(count('same')).toBe(1);
  });
});
