/**
 * Keeps the schema as it is as that of a version, which later changes are compared with: docs/schema/<version>.graphql,
 * without descriptions. `node keep-schema.js 0.2.0`, when that version is released.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { buildSchema, lexicographicSortSchema, parse, print, printSchema, visit } from 'graphql';

const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  process.stderr.write('usage: node keep-schema.js VERSION, such as 0.2.0\n');
  process.exit(1);
}

const root = new URL('.', import.meta.url);
const names = (await readdir(new URL('schema/', root))).filter((name) => name.endsWith('.graphql'));
const texts = await Promise.all(names.map((name) => readFile(new URL(`schema/${name}`, root), 'utf8')));
const whole = printSchema(lexicographicSortSchema(buildSchema(texts.join('\n'))));
const bare = visit(parse(whole), {
  enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
});
await mkdir(new URL('docs/schema/', root), { recursive: true });
await writeFile(new URL(`docs/schema/${version}.graphql`, root), `${print(bare)}\n`);
