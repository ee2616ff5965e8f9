import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SOAKS } from '../soak/soaks.js';

const root = new URL('../../', import.meta.url);

describe.each(['docs/security.md', 'docs/operations.md', 'docs/rundb.md', 'README.md'])('%s', (path) => {
  const text = readFileSync(new URL(path, root), 'utf8');

  it('names only tests that there are', () => {
    const named = text.match(/\btest\/[\w./-]*\w\/?/g) ?? [];
    expect(named.filter((name) => !existsSync(new URL(name, root)))).toEqual([]);
  });

  it('names only soaks that there are', () => {
    const named = [...text.matchAll(/npm run soak -- ([a-z-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !Object.hasOwn(SOAKS, name))).toEqual([]);
  });
});
