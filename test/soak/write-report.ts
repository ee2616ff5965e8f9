import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { SoakResult } from './soak.js';

/** Where the report is kept, from the project's folder, in which npm runs its scripts. */
const REPORT = 'docs/soak.md';

const HEAD = `# Soak runs

Long runs of made-up cases, of which \`npm test\` tries the first few. \`npm run soak\` lists them, \`npm run soak -- NAME\`
runs one and replaces its section here.
`;

export interface Run {
  readonly name: string;
  readonly about: string;
  readonly seed: number;
  readonly size: number;
  /** When it began, in milliseconds since 1970. */
  readonly begun: number;
  readonly result: SoakResult;
}

async function readVersion(): Promise<string> {
  const read: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : '';
}

async function describe({ name, about, seed, size, begun, result }: Run): Promise<string> {
  const failed = result.failures.length;
  const rows: readonly (readonly [string, string | number])[] = [
    ['command', `\`npm run soak -- ${name} --seed ${seed} --size ${size}\``],
    ['date', new Date(begun).toISOString().slice(0, 10)],
    ['duration', `${Math.round((Date.now() - begun) / 1000)} s`],
    ['seed', seed],
    ['size', size],
    ['Node.js', process.versions.node],
    ['rundb-graphql', await readVersion()],
    ...Object.entries(result.counts),
    ['result', failed === 0 ? 'passed' : `${failed} failed`],
  ];
  const lines = rows.map(([what, value]) => `| ${what} | ${value} |`);
  return [`## ${name}`, '', about, '', '| | |', '| --- | --- |', ...lines, ''].join('\n');
}

/** The sections of the file by their heading, without what precedes the first. */
async function readSections(): Promise<Map<string, string>> {
  const text = existsSync(REPORT) ? await readFile(REPORT, 'utf8') : '';
  const sections = text.split(/^(?=## )/m).filter((section) => section.startsWith('## '));
  return new Map(sections.map((section) => [/^## (.*)$/m.exec(section)?.[1] ?? '', section]));
}

/** Puts the run in the place of the newest one of its name, and gives its section. */
export async function writeReport(run: Run): Promise<string> {
  const sections = await readSections();
  const section = await describe(run);
  sections.set(run.name, section);
  const names = [...sections.keys()].sort();
  const text = [HEAD, ...names.map((name) => sections.get(name))].join('\n');
  const config = await resolveConfig(REPORT);
  await writeFile(REPORT, await format(text, { ...config, parser: 'markdown' }));
  return section;
}
