import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAB_ROWS } from './lab-rows.js';

/** From the project's folder, in which npm runs its scripts. */
const LACKING = 'src/simulator/overlays/what-the-lab-lacks.jsonl';
/** Tables that the lab is without; others of the overlay hold rows that break lists. */
const TAKEN = new Set([
  'message',
  'plannedexperiment_sampleSets',
  'plannedexperimentqc',
  'qctype',
  'sampleprepdata',
  'sampleset',
  'samplesetitem',
]);

interface Line {
  readonly resource: string;
}

/** Gives `use` an overlay that fills the lab's empty tables and puts odd names, repeated links and gaps into the others. */
export async function withOverlay<T>(use: (overlay: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'answers-'));
  try {
    const overlay = join(folder, 'rows.jsonl');
    const lines = (await readFile(LACKING, 'utf8')).split('\n').filter((line) => line !== '');
    const taken = lines.filter((line) => TAKEN.has((JSON.parse(line) as Line).resource));
    await writeFile(overlay, [...taken, ...LAB_ROWS.map((row) => JSON.stringify(row))].join('\n'));
    return await use(overlay);
  } finally {
    await rm(folder, { recursive: true });
  }
}
