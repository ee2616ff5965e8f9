import { existsSync } from 'node:fs';
import { startSimulatorProcess } from '../../../src/main/simulator-process.js';

/** The simulator beside a soak's own copy of the sources, or as `npm test` has built it. */
const programs = ['../../../src/simulator/main.js', '../../../dist/simulator/main.js'].map(
  (path) => new URL(path, import.meta.url),
);

export interface Lab {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Torrent Server in a process of its own, so that its memory is not weighed, which fails now and then. */
export async function startLab(seed: number): Promise<Lab> {
  const program = programs.find((path) => existsSync(path));
  if (!program) throw new Error('the simulator is not built: node build.js');
  const { url, ended, stop } = await startSimulatorProcess(program);
  const rules = [
    { path: 'libmetrics/', every: 97, cut: 'middle' },
    { path: 'results/', every: 53, answer: 500 },
    { path: 'experiment/', every: 61, answer: 503 },
  ];
  await fetch(`${url}/__weather`, { method: 'PUT', body: JSON.stringify({ seed, rules }) });
  return {
    url,
    stop: async () => {
      stop();
      await ended;
    },
  };
}
