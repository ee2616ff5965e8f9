import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY } from '../support/ask.js';
import { askForList } from '../support/ask-lab.js';
import { eventually } from '../support/eventually.js';
import { PLAIN, postPlan } from '../support/plans.js';

const GUID = '0d9a4f8e-6c1b-4f4e-9f39-0f5f3a0f7b11';
const PLAN = { ...PLAIN, planGUID: GUID };

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

/** Rows of this GUID: plans, and runs, whose folder is called by it. */
function counts(): readonly number[] {
  const { lab } = simulator;
  return [
    lab.rows('plannedexperiment').filter((row) => row['planGUID'] === GUID).length,
    lab.rows('experiment').filter((row) => row['expName'] === GUID).length,
  ];
}

/** Sends a plan and cuts the connection once so many of its bytes are sent. */
function sendAndCut(missing: number): Promise<void> {
  const body = JSON.stringify(PLAN);
  const head = `POST /rundb/api/v1/plannedexperiment/ HTTP/1.1\r\nHost: x\r\nAuthorization: ${ADMIN_KEY}\r\n`;
  const rest = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const text = `${head}${rest}${body.slice(0, body.length - missing)}`;
  return new Promise((resolve, reject) => {
    const socket = connect(simulator.port, '127.0.0.1', () => {
      socket.write(text, () => socket.destroy());
    });
    socket.on('close', () => resolve()).on('error', reject);
  });
}

describe('a client that is cut off', () => {
  it('finds its plan stored, once', async () => {
    await sendAndCut(0);
    await eventually(() => counts()[0] === 1);
    expect(counts()).toEqual([1, 1]);
    const { rows } = await askForList(simulator, `plannedexperiment/?planGUID=${GUID}`);
    expect(rows.map(({ planName }) => planName)).toEqual(['a_plan']);
    expect((await postPlan(simulator, PLAN)).status).toBe(500);
    expect(counts()).toEqual([1, 1]);
  });

  it('finds no plan when its last byte is missing', async () => {
    await sendAndCut(1);
    expect((await postPlan(simulator, PLAN)).status).toBe(201);
    expect(counts()).toEqual([1, 1]);
  });
});

describe('twenty plans of one GUID at once', () => {
  it('are one plan', async () => {
    const before = simulator.lab.rows('experimentanalysissettings').length;
    const asked = Array.from({ length: 20 }, () => postPlan(simulator, PLAN));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 500)).toHaveLength(19);
    expect(counts()).toEqual([1, 1]);
    expect(simulator.lab.rows('experimentanalysissettings')).toHaveLength(before + 1);
  });
});
