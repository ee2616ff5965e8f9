import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The gateway as its users run it; beside a soak's own copy of the sources, or as `npm test` has built it. */
const programs = ['../../../src/main.js', '../../../dist/main.js'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** How impatient the gateways are, in ms: far less than the weather makes them wait. */
const impatience = {
  RUNDB_CONNECT_TIMEOUT_MS: '500',
  RUNDB_RESPONSE_TIMEOUT_MS: '700',
  RUNDB_REQUEST_TIMEOUT_MS: '900',
  REQUEST_TIMEOUT_MS: '2000',
};

/** A gateway in a process of its own, which can be killed at any moment and started again. */
export class GatewayProcess {
  #url = '';
  #child: ChildProcess | undefined;

  constructor(private readonly upstream: string) {}

  /** Where it serves GraphQL now; while it starts, where it did. */
  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    const program = programs.find((path) => existsSync(path)) ?? 'dist/main.js';
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      GRAPHIQL: 'off',
      RUNDB_URL: this.upstream,
      ...impatience,
    };
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    this.#url = await new Promise((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        const url = /"url":"([^"]+)"/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
      child.once('exit', () => reject(new Error('a gateway ended before it listened')));
    });
  }

  /** Ends it as a power cut would: nothing is finished. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
