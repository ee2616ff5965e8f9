import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { rememberDocuments } from '../../src/server/document-store.js';

const known = async (store: ReturnType<typeof rememberDocuments>, names: readonly string[]) => {
  const found = await Promise.all(names.map((name) => store.get(name)));
  return names.filter((_, at) => found[at] !== undefined);
};

it('a document that is asked for stays, while others come and go', async () => {
  const store = rememberDocuments();
  const page = parse('{ chips { nodes { name } } }');
  await store.set('page', page);
  for (let id = 0; id < 2_000; id += 1) {
    await store.set(`report ${id}`, parse(`{ report(id: ${id}) { name } }`));
    expect(await store.get('page')).toBe(page);
  }
  expect(await known(store, ['report 0', 'report 1000', 'report 1999'])).toEqual(['report 1999']);
});

it('large documents make room for fewer', async () => {
  const store = rememberDocuments();
  const large = `{ ${'name '.repeat(12_000)} }`;
  for (const name of ['a', 'b', 'c', 'd']) await store.set(name, parse(large));
  expect(await known(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd']);
  await store.set('too large', parse(`{ ${'name '.repeat(60_000)} }`));
  expect(await known(store, ['b', 'c', 'd', 'too large'])).toEqual(['b', 'c', 'd']);
});
