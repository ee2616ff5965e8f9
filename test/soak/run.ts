import { parseArgs } from 'node:util';
import type { Soak, SoakOptions } from './soak.js';
import { SOAKS } from './soaks.js';
import { writeReport } from './write-report.js';

const USAGE = `npm run soak -- NAME [--seed N] [--size N]

${Object.entries(SOAKS)
  .map(([name, { size, about }]) => `  ${name.padEnd(12)} ${about} (${size} cases)`)
  .join('\n')}
`;

/** More failures than these tell nothing more. */
const SHOWN = 20;

interface Asked extends SoakOptions {
  readonly name: string;
  readonly soak: Soak;
}

function readNumber(text: string | undefined, usual: number): number {
  const number = Number(text ?? usual);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`not a number from 1 on: ${text}`);
  return number;
}

/** Undefined when no soak is named. Throws what is wrong with the arguments. */
function readArguments(): Asked | undefined {
  const options = { seed: { type: 'string' }, size: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name, ...others] = positionals;
  if (name === undefined) return undefined;
  const soak = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined;
  if (soak === undefined || others.length > 0) throw new Error(`no soak ${positionals.join(' ')}`);
  return { name, soak, seed: readNumber(values.seed, 1), size: readNumber(values.size, soak.size) };
}

function showFailures(failures: readonly string[]): void {
  for (const failure of failures.slice(0, SHOWN)) process.stdout.write(`${failure}\n\n`);
  if (failures.length > SHOWN) process.stdout.write(`and ${failures.length - SHOWN} more\n`);
}

async function run({ name, soak, seed, size }: Asked): Promise<void> {
  const begun = Date.now();
  const result = await soak.run({ seed, size });
  showFailures(result.failures);
  const report = await writeReport({ name, about: soak.about, seed, size, begun, result });
  process.stdout.write(report);
  process.exitCode = result.failures.length === 0 ? 0 : 1;
}

try {
  const asked = readArguments();
  if (asked === undefined) process.stdout.write(USAGE);
  else await run(asked);
} catch (error) {
  process.stderr.write(`${String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
