import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { renderReference } from './schema/reference.js';

const reference = await renderReference();
const text = [...reference.values()].join('\n');

describe('the reference of the schema, renewed by npm run docs,', () => {
  it.each([...reference])('%s is that of the schema as it is', (path, page) => {
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'missing').toBe(page);
  });

  it('leads to types that it describes', () => {
    const targets = [...text.matchAll(/\]\(([\w-]+\.md)#([\w-]+)\)/g)];
    expect(targets.length).toBeGreaterThan(1000);
    const headings = new Set(
      [...reference].flatMap(([path, page]) =>
        [...page.matchAll(/^## (\w+)$/gm)].map(
          ([, name = '']) => `${path.replace(/.*\//, '')}#${name.toLowerCase()}`,
        ),
      ),
    );
    expect(
      targets.filter(([, page, name]) => !headings.has(`${page}#${name}`)).map(([link]) => link),
    ).toEqual([]);
  });
});
