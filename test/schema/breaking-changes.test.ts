import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { graph } from './graph.js';
import { lastVersion, unannounced } from './unannounced.js';

const root = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
const changelog = text('CHANGELOG.md');
/** Before the first heading of a version it is the one that the package has. */
const version = lastVersion(changelog) ?? String(JSON.parse(text('package.json')).version);
const kept = `docs/schema/${version}.graphql`;

it('the schema of the last version is kept', () => {
  const advice = `${kept} is missing: run node keep-schema.js ${version} where the schema is that version's`;
  expect([kept, existsSync(new URL(kept, root)) ? 'kept' : advice]).toEqual([kept, 'kept']);
});

it('nothing that breaks clients has come since, unless the changelog says so', () => {
  expect(unannounced(buildSchema(text(kept)), graph, changelog, version)).toEqual([]);
});

describe('a change that breaks clients', () => {
  const older = buildSchema(`
    type Query { a(x: Int, y: Int): Int  b: String  c: E  d: U  e(f: F): Gone }
    enum E { A B }  union U = T | V  type T { n: Int }  type V { v: Int }  type Gone { g: Int }
    input F { p: Int  q: Int }
  `);
  const newer = buildSchema(`
    type Query { a(x: String, z: Int!): Int  b: [String]  c: E  d: U  e(f: F): Int  added: Int }
    enum E { A ADDED }  union U = T  type T { n: Int }  type V { v: Int }
    input F { p: String  r: Int! }
  `);
  const coordinates = [
    'Query.a(x:)',
    'Query.a(y:)',
    'Query.a(z:)',
    'Query.b',
    'Query.e',
    'E.B',
    'U.V',
    'Gone',
  ];
  coordinates.push('F.p', 'F.q', 'F.r');
  const line = (coordinate: string) => `- \`${coordinate}\`: told.`;
  const told = (lines: readonly string[]) =>
    `# Changelog\n\n## Unreleased\n\n### Breaking\n\n${lines.join('\n')}\n`;

  it('is found, whatever it is', () => {
    expect(unannounced(older, newer, '', '1.0.0')).toHaveLength(coordinates.length);
    expect(unannounced(older, newer, told(coordinates.map(line)), '1.0.0')).toEqual([]);
  });

  it.each(coordinates)('is found alone: %s', (coordinate) => {
    const others = coordinates.filter((other) => other !== coordinate).map(line);
    expect(unannounced(older, newer, told(others), '1.0.0')).toHaveLength(1);
  });

  it('is not announced by what stands elsewhere, or was told of an older version', () => {
    const lines = coordinates.map(line).join('\n');
    const all = coordinates.length;
    expect(unannounced(older, newer, `## Unreleased\n\n### Added\n\n${lines}\n`, '1.0.0')).toHaveLength(all);
    const old = `## Unreleased\n\n## 1.0.0\n\n### Breaking\n\n${lines}\n`;
    expect(unannounced(older, newer, old, '1.0.0')).toHaveLength(all);
    expect(lastVersion(old)).toBe('1.0.0');
  });
});
