import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A Redis of a test's own, which keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  /** It keeps its connections, and answers nothing. */
  pause(): void;
  resume(): void;
  /** At once, as a machine does that loses its power. */
  kill(): Promise<void>;
  /** Once more, empty, at the same address. */
  restart(): Promise<void>;
  /** Everything that it holds, by name. */
  dump(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

const program = process.env['REDIS_SERVER'] ?? '/usr/bin/redis-server';

/** Whether there is a Redis to test with; without one such tests are skipped, but never under CI. */
export const hasRedis = existsSync(program);
if (!hasRedis && process.env['CI']) throw new Error(`CI needs a Redis, and there is none at ${program}`);
if (!hasRedis) process.stderr.write(`skipped, as there is no Redis at ${program}\n`);

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child = await run(port);
  const kill = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill,
    restart: async () => void (child = await run(port)),
    dump: () => dump(port),
    close: kill,
  };
}

async function run(port: number): Promise<ChildProcess> {
  const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const child = spawn(program, ['--port', String(port), ...options], { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  while (!(await canConnect(port))) {
    if (child.exitCode !== null) throw new Error('Redis did not start');
    await wait(5);
  }
  return child;
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function dump(port: number): Promise<ReadonlyMap<string, string>> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(port, '127.0.0.1');
  const names = await redis.keys('*');
  const values = await Promise.all(names.map((name) => redis.getBuffer(name)));
  redis.disconnect();
  return new Map(names.map((name, index) => [name, values[index]?.toString('latin1') ?? '']));
}
