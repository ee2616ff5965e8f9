import { fork } from 'node:child_process';

export interface SimulatorProcess {
  /** Address of the simulated Torrent Server. */
  readonly url: string;
  /** Settled when the process has ended. */
  readonly ended: Promise<void>;
  stop(): void;
}

/**
 * Starts the simulator as a process of its own on a free port. It ends with this one, however this one ends: it notices
 * that the channel between them is gone. Being detached, it is spared the terminal's Ctrl-C, and so serves what is in
 * flight to its end.
 */
export async function startSimulatorProcess(program: URL): Promise<SimulatorProcess> {
  const child = fork(program, ['--port', '0'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(readPort(message)));
    child.once('error', reject);
    void ended.then(() => reject(new Error('the simulator of a Torrent Server did not start')));
  });
  return { url: `http://127.0.0.1:${port}`, ended, stop: () => void child.kill('SIGTERM') };
}

function readPort(message: unknown): number {
  return typeof message === 'object' && message !== null && 'port' in message ? Number(message.port) : NaN;
}
