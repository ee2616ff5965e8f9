import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { type Exchange, readRecordings } from '../support/recordings.js';
import { replay } from '../support/replay.js';
import { findDifference } from '../support/same-answer.js';

const TOPICS = [
  'list-paging',
  'filters',
  'order-by',
  'detail',
  'set',
  'walk',
  'auth',
  'methods',
  'negotiation',
  'metrics',
  'results',
  'compositeexperiment',
  'schema',
] as const;
const EXCHANGES = 398;

/** Exchanges that are known to differ, each with its reason. One that has become equal must leave the list. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'results/pluginresults-sub': 'the real server prints the address of a Python object',
};

interface Score {
  readonly topic: string;
  readonly exchanges: number;
  readonly equal: number;
  readonly exceptions: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const scores: Score[] = [];
let usual: Simulator;
let trusting: Simulator;

beforeAll(async () => {
  usual = await startSimulator();
  trusting = await startSimulator({ lab: usual.lab, trustLoopback: true });
});

afterAll(async () => {
  agent.destroy();
  await Promise.all([usual.close(), trusting.close()]);
  process.stdout.write(printTable(scores));
});

function nameOf({ topic, name }: Exchange): string {
  return `${topic}/${name}`;
}

async function findDifferences(exchanges: readonly Exchange[]): Promise<Map<string, string>> {
  const differences = new Map<string, string>();
  for (const exchange of exchanges) {
    const { port } = exchange.request.client === undefined ? usual : trusting;
    const difference = findDifference(exchange.response, await replay(exchange, port, agent));
    if (difference !== undefined) differences.set(nameOf(exchange), difference);
  }
  return differences;
}

function sum(key: 'exchanges' | 'equal' | 'exceptions'): number {
  return scores.reduce((total, score) => total + score[key], 0);
}

function printTable(rows: readonly Score[]): string {
  const total = {
    topic: 'total',
    exchanges: sum('exchanges'),
    equal: sum('equal'),
    exceptions: sum('exceptions'),
  };
  const lines = [...rows, total].map(({ topic, exchanges, equal, exceptions }) =>
    [topic.padEnd(20), ...[exchanges, equal, exceptions].map((number) => String(number).padStart(9))].join(
      ' ',
    ),
  );
  return ['', 'recordings           exchanges     equal exceptions', ...lines, ''].join('\n');
}

describe('the simulator answers as the recorded server did', () => {
  it.each(TOPICS)('%s', async (topic) => {
    const exchanges = readRecordings(topic);
    const differences = await findDifferences(exchanges);
    const listed = exchanges.map(nameOf).filter((name) => name in EXCEPTIONS);
    const equal = exchanges.length - differences.size;
    scores.push({ topic, exchanges: exchanges.length, equal, exceptions: listed.length });

    expect(Object.fromEntries([...differences].filter(([name]) => !listed.includes(name)))).toEqual({});
    expect(listed.filter((name) => !differences.has(name))).toEqual([]);
  });

  it('in at least 97 % of all exchanges', () => {
    expect(sum('exchanges')).toBe(EXCHANGES);
    expect(sum('equal') / EXCHANGES).toBeGreaterThanOrEqual(0.97);
  });
});
