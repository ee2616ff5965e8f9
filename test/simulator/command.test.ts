import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { describeStart, readCommand } from '../../src/simulator/command.js';
import { startSimulator } from '../../src/simulator/server.js';
import { ask } from '../support/ask.js';

const SIMULATOR = fileURLToPath(new URL('../../src/simulator/', import.meta.url));
const VERSION = '/rundb/api/v1/torrentsuite/version/';

const children: ChildProcess[] = [];
let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  program = join(folder, 'main.mjs');
  const format = 'esm';
  await build({
    entryPoints: [`${SIMULATOR}main.ts`],
    bundle: true,
    platform: 'node',
    format,
    outfile: program,
  });
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rm(folder, { recursive: true }));

function start(options: readonly string[], stdio: ('ignore' | 'pipe' | 'ipc')[]): ChildProcess {
  const args = [program, '--data', `${SIMULATOR}data`, '--port', '0', ...options];
  const child = spawn(process.execPath, args, { stdio });
  children.push(child);
  return child;
}

async function firstText(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  const [chunk] = child[stream] ? await once(child[stream], 'data') : [];
  return String(chunk);
}

const DEFAULTS = { port: 8500, host: '127.0.0.1', trustLoopback: false, control: true };

describe('the command line', () => {
  it('has defaults', () => {
    expect(readCommand([])).toEqual(DEFAULTS);
    expect(readCommand(['--help'])).toBeUndefined();
  });

  it.each<[string, object]>([
    ['--port 0 --host ::1', { port: 0, host: '::1' }],
    [
      '--data lab --overlay odd-rows --overlay ./mine.jsonl',
      { data: 'lab', overlays: ['odd-rows', './mine.jsonl'] },
    ],
    ['--scale 10 --seed 7', { scale: 10, seed: 7 }],
    ['--live', { live: true }],
    ['--live --live-speed 0.5', { live: 0.5 }],
    ['--weather real', { weather: { delay: 'real', atOnce: 4 } }],
    ['--weather real --at-once 96', { weather: { delay: 'real', atOnce: 96 } }],
    ['--weather maintenance', { weather: { rules: [{ answer: 'maintenance' }] } }],
    ['--delay 25', { weather: { delay: 25 } }],
    ['--delay 10-50.5 --at-once 8', { weather: { delay: { from: 10, to: 50.5 }, atOnce: 8 } }],
    ['--delay real', { weather: { delay: 'real' } }],
    ['--trust-loopback --no-control', { trustLoopback: true, control: false }],
  ])('%s', (line, options) => {
    expect(readCommand(line.split(' '))).toEqual({ ...DEFAULTS, ...options });
  });

  it('reads weather from a file', async () => {
    const file = join(folder, 'weather.json');
    await writeFile(file, '{"atOnce": 2, "rules": [{"next": 3, "cut": "after"}]}');
    const weather = { atOnce: 2, delay: 5, rules: [{ next: 3, cut: 'after' }] };
    expect(readCommand(['--weather', file, '--delay', '5'])).toEqual({ ...DEFAULTS, weather });
    await writeFile(file, '{"rules": [{}]}');
    expect(() => readCommand(['--weather', file])).toThrow(/^--weather: rules\[0\]: does nothing/);
  });

  it.each([
    ['--port x', '--port: "x" is no whole number from 0 to 65535'],
    ['--port 65536', '--port: "65536"'],
    ['--port=-1', '--port: "-1"'],
    ['--nosuch', '--nosuch'],
    ['stray', 'stray'],
    ['--scale 0', '--scale: "0" is no whole number from 1 to 1000'],
    ['--seed one', '--seed: "one"'],
    ['--live-speed 5', '--live-speed: only with --live'],
    ['--live --live-speed 0', '--live-speed: "0"'],
    ['--delay soon', '--delay: "soon" is no number from 0 to 2147483647'],
    ['--delay 9-5', '--delay: "5" is no number from 9'],
    ['--at-once 0', '--at-once: "0" is no whole number from 1 on'],
    ['--weather sunny', '--weather: "sunny" is neither real nor maintenance nor a file of JSON'],
  ])('refuses %s', (line, message) => {
    expect(() => readCommand(line.split(' '))).toThrow(message);
  });

  it('is answered with a line of where and who', async () => {
    const simulator = await startSimulator();
    expect(describeStart(simulator)).toMatch(`${simulator.url}/rundb/api/v1/`);
    expect(describeStart(simulator)).toMatch('"ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6"');
    await simulator.close();
  });
});

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('tells people where it listens, and ends on %s', async (signal) => {
    const child = start([], ['ignore', 'pipe', 'ignore']);
    const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(await firstText(child, 'stdout'))?.[1];
    expect((await ask(Number(port), { path: VERSION })).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells a parent process its port, and ends when the parent goes', async () => {
    const child = start([], ['ignore', 'pipe', 'ignore', 'ipc']);
    const [message] = await once(child, 'message');
    expect((await ask(message.port, { path: VERSION })).status).toBe(200);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('shows help', async () => {
    expect(await firstText(start(['--help'], ['ignore', 'pipe', 'ignore']), 'stdout')).toMatch(
      '--trust-loopback',
    );
  });

  it.each([
    [['--port', 'x'], '--port: "x" is no whole number from 0 to 65535'],
    [['--data', '/nosuch'], 'nosuch'],
  ])('says what is wrong with %j', async (options, message) => {
    const child = start(options, ['ignore', 'ignore', 'pipe']);
    const text = firstText(child, 'stderr');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await text).toMatch(message);
  });
});

describe('startSimulator', () => {
  it('rejects when the port is taken', async () => {
    const { port, close, lab } = await startSimulator();
    await expect(startSimulator({ port, lab })).rejects.toThrow('EADDRINUSE');
    await close();
  });

  it('closes what is open, and may be closed once more', async () => {
    const simulator = await startSimulator({ host: '::1' });
    expect(simulator.url).toBe(`http://[::1]:${simulator.port}`);
    await simulator.close();
    await simulator.close();
    await expect(fetch(simulator.url)).rejects.toThrow();
  });
});
