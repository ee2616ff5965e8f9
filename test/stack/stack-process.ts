import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Start {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  /** The file that its output goes to. */
  readonly output: string;
}

/** One service of the stack as a process, which can be ended in any way and started again. */
export class StackProcess {
  #child: ChildProcess | undefined;

  constructor(private readonly what: Start) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Until it takes connections. Rejects with what it said where it ends before. */
  async start(): Promise<void> {
    const { name, program, args, environment, output, port } = this.what;
    const file = openSync(output, 'a');
    // A session of its own: the terminal's Ctrl-C is for who runs the stack, and ends it in order.
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', file, file],
      detached: true,
    });
    closeSync(file);
    this.#child = child;
    child.once('error', () => undefined);
    process.once('exit', this.#endWithParent);
    while (!(await canConnect(port))) {
      if (!this.#isAlive()) throw new Error(`${name} did not start:\n${await readFile(output, 'utf8')}`);
      await wait(10);
    }
  }

  /** Sends the signal, and gives the exit code once it has ended; null where a signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.#isAlive()) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    process.off('exit', this.#endWithParent);
    return child.exitCode;
  }

  /** Everything that it has said so far. */
  output(): Promise<string> {
    return readFile(this.what.output, 'utf8');
  }

  /** SIGTERM, as nginx would leave its workers behind by anything stronger. */
  readonly #endWithParent = (): void => void this.#child?.kill('SIGTERM');

  #isAlive(): boolean {
    const child = this.#child;
    return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  }
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
