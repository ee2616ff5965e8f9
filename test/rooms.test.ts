import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A file of each room, a room it must not import, and a package it must not. */
const forbidden: readonly [file: string, room: string, somePackage: string][] = [
  ['main.ts', './resolvers/index.js', 'pino'],
  ['main/x.ts', '../resolvers/index.js', 'pino'],
  ['check/x.ts', '../server/start.js', 'got'],
  ['config.ts', './server/start.js', 'got'],
  ['config/x.ts', '../server/start.js', 'got'],
  ['server/x.ts', '../loaders/scope.js', 'got'],
  ['seeing/x.ts', '../server/log.js', 'pino'],
  ['resolvers/x.ts', '../fleet/fleet.js', 'got'],
  ['context.ts', './resolvers/index.js', 'graphql'],
  ['errors.ts', './loaders/scope.js', 'got'],
  ['loaders/x.ts', '../resolvers/index.js', 'graphql'],
  ['planning/x.ts', '../resolvers/index.js', 'graphql'],
  ['fleet/x.ts', '../loaders/scope.js', 'got'],
  ['caches/x.ts', '../fleet/fleet.js', 'got'],
  ['rundb/resources/x.ts', '../../loaders/scope.js', 'graphql'],
  ['simulator/http/x.ts', '../../rundb/client.js', 'got'],
];
const allowed: readonly [file: string, code: string][] = [
  ['resolvers/x.ts', "export * from '../loaders/scope.js';\nexport * from 'graphql';\n"],
  ['rundb/resources/x.ts', "export * from '../resource.js';\n"],
  ['main.ts', "export * from './main/demo.js';\nexport * from 'node:fs';\n"],
  ['config.ts', 'export const home = process.env.HOME;\n'],
];
const environment = ['fleet/x.ts', 'export const home = process.env.HOME;\n'] as const;

/** How often the linter's import and environment rules speak, for each sample as if it stood in its file. */
let counts: number[] = [];
beforeAll(() => {
  const imports = forbidden.map(([file, ...names]) => [
    file,
    names.map((name) => `export * from '${name}';\n`).join(''),
  ]);
  counts = lint([...imports, ...allowed, environment]);
});

// The linter runs in a process of its own: jest's module system cannot load its configuration.
const script = `
  import { ESLint } from 'eslint';
  const samples = JSON.parse(await new Response(process.stdin).text());
  const eslint = new ESLint();
  const counts = [];
  for (const [file, code] of samples) {
    const [{ messages }] = await eslint.lintText(code, { filePath: 'src/' + file });
    counts.push(messages.filter(({ ruleId }) => ruleId?.includes('restricted')).length);
  }
  console.log(JSON.stringify(counts));
`;

function lint(samples: readonly (readonly string[])[]): number[] {
  const options = {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    input: JSON.stringify(samples),
    encoding: 'utf8',
  } as const;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], options),
  ) as number[];
}

describe('the linter keeps the rooms apart', () => {
  it.each(forbidden.map(([file, room, somePackage], index) => ({ file, room, somePackage, index })))(
    '$file may import neither $room nor $somePackage',
    ({ index }) => expect(counts[index]).toBe(2),
  );

  it('lets them speak to their neighbours, and config.ts read the environment', () => {
    expect(counts.slice(forbidden.length, -1)).toEqual(allowed.map(() => 0));
  });

  it('lets nobody else read the environment', () => expect(counts.at(-1)).toBe(1));
});
