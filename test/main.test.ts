import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../src/simulator/server.js';

const authorization = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';
const patience = 60_000;

/** The gateway as its users start it: a process of `npm start`, built before. */
interface GatewayProcess {
  readonly child: ChildProcess;
  /** Every line that it has printed so far. */
  readonly lines: string[];
  /** The first line, also of those to come, that holds the text. */
  line(text: string): Promise<string>;
  readonly ended: Promise<number | null>;
}

const running: GatewayProcess[] = [];
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function startProcess(environment: Record<string, string>): GatewayProcess {
  const env = { PATH: process.env['PATH'], PORT: '0', ...environment };
  const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const gateway = { child, lines, ended, line: (text: string) => findLine(text, lines, waiting, ended) };
  running.push(gateway);
  return gateway;
}

function findLine(
  text: string,
  lines: string[],
  waiting: Set<() => void>,
  ended: Promise<unknown>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = lines.find((line) => line.includes(text));
      if (found !== undefined) resolve(found);
    };
    waiting.add(look);
    look();
    void ended.then(() =>
      reject(new Error(`the process ended without a line with "${text}":\n${lines.join('\n')}`)),
    );
  });
}

const urlIn = (line: string): string => /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(line)?.[0] ?? '';

async function askChips(url: string, headers: Record<string, string>) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ chips { totalCount } }"}',
  });
  return [response.status, await response.json()] as const;
}

/** Whether a process of this id is still there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function childrenOf(pid: number | undefined): Promise<number[]> {
  const list = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  const chunks: Buffer[] = [];
  list.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(list, 'close');
  return Buffer.concat(chunks).toString().split(/\s+/).filter(Boolean).map(Number);
}

/** Ends when the process is gone: then its port refuses. */
async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the gateway without configuration', () => {
  it(
    'serves the made-up lab to callers with a key of it',
    async () => {
      const gateway = startProcess({});
      const url = urlIn(await gateway.line('rundb-graphql serves'));
      expect(await askChips(url, { authorization })).toEqual([200, { data: { chips: { totalCount: 15 } } }]);
      const [status, body] = await askChips(url, {});
      expect([status, JSON.stringify(body)]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    },
    patience,
  );

  it(
    'shows the header and a command that works on the console',
    async () => {
      const gateway = startProcess({});
      const command = await gateway.line('curl -s');
      expect(gateway.lines.map((line) => line.trim())).toContain(`Authorization: ${authorization}`);
      const shell = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
      const chunks: Buffer[] = [];
      shell.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(shell, 'close');
      expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
        data: { chips: { totalCount: 15 } },
      });
    },
    patience,
  );

  it(
    'presets the header in GraphiQL',
    async () => {
      const gateway = startProcess({});
      const url = urlIn(await gateway.line('rundb-graphql serves'));
      const settings = await (await fetch(`${url}/graphiql/settings.json`)).json();
      expect(settings).toMatchObject({ headers: { Authorization: authorization } });
    },
    patience,
  );

  it.each([['SIGTERM'], ['SIGINT'], ['SIGKILL']] as const)(
    'takes its simulator along when it ends by %s',
    async (signal) => {
      const gateway = startProcess({});
      await gateway.line('rundb-graphql serves');
      const [simulator = 0] = await childrenOf(gateway.child.pid);
      expect(isAlive(simulator)).toBe(true);
      gateway.child.kill(signal);
      expect(await gateway.ended).toBe(signal === 'SIGKILL' ? null : 0);
      await untilGone(simulator);
    },
    patience,
  );
});

describe('the gateway with RUNDB_URL', () => {
  let simulator: Simulator | undefined;
  afterEach(() => simulator?.close());

  it(
    'asks that server, and nothing of the demo is there',
    async () => {
      simulator = await startSimulator();
      const gateway = startProcess({ RUNDB_URL: simulator.url });
      const line = await gateway.line('listening');
      const url = urlIn(line);
      expect(JSON.parse(line)).toMatchObject({ level: 'info', servers: 'torrent-server' });
      expect(await askChips(url, { authorization })).toEqual([200, { data: { chips: { totalCount: 15 } } }]);
      // At the start its version, and whom it takes a caller without credentials for; then what the caller asked.
      expect(simulator.log.entries.map(({ path }) => path.split('?')[0]).toSorted()).toEqual([
        '/rundb/api/v1/account/',
        '/rundb/api/v1/chip/',
        '/rundb/api/v1/torrentsuite/version/',
      ]);
      expect(await childrenOf(gateway.child.pid)).toEqual([]);
      const settings = await (await fetch(`${url}/graphiql/settings.json`)).text();
      expect(settings + gateway.lines.join('\n')).not.toContain('ionadmin');
    },
    patience,
  );

  it(
    'says on /health/ready whether that server answers',
    async () => {
      simulator = await startSimulator();
      const up = urlIn(await startProcess({ RUNDB_URL: simulator.url }).line('listening'));
      const down = urlIn(await startProcess({ RUNDB_URL: 'http://127.0.0.1:1' }).line('listening'));
      const ready = await fetch(new URL('/health/ready', up));
      const unready = await fetch(new URL('/health/ready', down));
      expect([ready.status, await ready.json()]).toMatchObject([200, { servers: [{ version: '5.18.1' }] }]);
      expect([unready.status, await unready.json()]).toMatchObject([503, { servers: [{ status: 'DOWN' }] }]);
    },
    patience,
  );
});

describe('a start that fails', () => {
  it(
    'ends with 1 and the faults of the configuration',
    async () => {
      const gateway = startProcess({ PORT: 'http', RUNDB_URL: 'torrent.lab' });
      expect(await gateway.ended).toBe(1);
      expect(gateway.lines).toEqual([
        'rundb-graphql: The configuration cannot be used:',
        '  - RUNDB_URL: must be an address such as http://torrent.lab or https://10.0.0.5:8443',
        '  - PORT: must be a whole number from 0 to 65535, not "http"',
      ]);
    },
    patience,
  );

  it.each([
    ['another server', { RUNDB_URL: 'http://127.0.0.1:1' }],
    ['the simulator', {}],
  ])(
    'ends with 1 and one line when the port is taken (with %s)',
    async (_name, environment) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = other.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const gateway = startProcess({ PORT: String(port), ...environment });
      expect(await gateway.ended).toBe(1);
      other.close();
      expect(gateway.lines).toEqual([
        `rundb-graphql: port ${port} of 127.0.0.1 is taken by another process: set PORT to another one.`,
      ]);
    },
    patience,
  );
});
