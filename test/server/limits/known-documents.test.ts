import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { startStandIn } from '../stand-in.js';
import { USERS } from '../../../src/simulator/http/users.js';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const fileWith = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};

const chips = 'query Chips($n: Int = 2) { chips(first: $n) { nodes { name } } }';
const other = '{ chips(first: 1) { nodes { name } } }';
const allChips = readFileSync('examples/1-all-chips.graphql', 'utf8');
const plan = 'mutation { voidPlan(input: { plan: { shortId: "NONE1" } }) { userErrors { code } } }';
const manifest = fileWith('manifest.json', { [hash(chips)]: chips, [`sha256:${hash(plan)}`]: plan });

interface Posted {
  readonly status: number;
  readonly body: {
    readonly data?: { readonly chips?: { readonly nodes: readonly unknown[] } } | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

const [user] = USERS;
const headers = {
  'content-type': 'application/json',
  'apollo-require-preflight': '1',
  authorization: `ApiKey ${user?.name ?? ''}:${user?.key ?? ''}`,
};

async function read(response: Response): Promise<Posted> {
  return { status: response.status, body: (await response.json()) as Posted['body'] };
}

let gateway: TestGateway;
const post = async (body: object) =>
  read(await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify(body) }));
const get = async (question: Record<string, string>) =>
  read(await fetch(`${gateway.url}?${new URLSearchParams(question).toString()}`, { headers }));
const codeOf = ({ body }: Posted) => body.errors?.[0]?.extensions.code;
const namesOf = ({ body }: Posted) => body.data?.chips?.nodes.length;
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hash(text) } });

describe('operations that are known', () => {
  beforeAll(async () => {
    gateway = await startGateway({ environment: { PERSISTED_DOCUMENTS: manifest } });
  });
  afterAll(() => gateway.close());

  it('are executed by their name, with variables', async () => {
    const named = [
      await post({ documentId: hash(chips) }),
      await post({ documentId: `sha256:${hash(chips)}`, variables: { n: 3 } }),
      await post({ extensions: persistedQuery(chips), variables: { n: 4 } }),
      await post({ query: chips, extensions: persistedQuery(chips), variables: { n: 5 } }),
      await get({ documentId: hash(chips), variables: '{"n":6}' }),
      await get({ extensions: JSON.stringify(persistedQuery(chips)), operationName: 'Chips' }),
    ];
    expect(named.map(namesOf)).toEqual([2, 3, 4, 5, 6, 2]);
  });

  it('are limited as others are', async () => {
    const answer = await post({ documentId: hash(chips), variables: { n: 100_001 } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    const many = { n: Array.from({ length: 20_001 }, () => 1) };
    expect(codeOf(await post({ documentId: hash(chips), variables: many }))).toBe('QUERY_TOO_COMPLEX');
  });

  it('change nothing by GET', async () => {
    expect((await get({ documentId: hash(plan) })).status).toBe(405);
  });

  it('leave others as they were', async () => {
    expect(namesOf(await post({ query: other }))).toBe(1);
    const unknown = await post({ documentId: hash(other) });
    const wrong = await post({ documentId: hash(chips), query: other });
    const automatic = await post({ query: other, extensions: persistedQuery(other) });
    expect([unknown, wrong].map(codeOf)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(codeOf(automatic)).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

describe('where only known operations are executed', () => {
  beforeAll(async () => {
    const environment = { PERSISTED_DOCUMENTS: 'examples', PERSISTED_DOCUMENTS_ONLY: 'on' };
    gateway = await startGateway({ environment });
  });
  afterAll(() => gateway.close());

  it('those of the folder are, by name and by text', async () => {
    const answers = [
      await post({ documentId: hash(allChips) }),
      await post({ documentId: hash(allChips.trim()) }),
      await post({ query: allChips }),
    ];
    for (const answer of answers) expect(namesOf(answer)).toBeGreaterThan(10);
  });

  it('all others are refused, questions about the schema among them', async () => {
    gateway.simulator.log.clear();
    const answers = [
      await post({ query: other }),
      await post({ query: '{ __schema { types { name } } }' }),
      await post({ documentId: hash(other) }),
      await post({ query: other, documentId: hash(allChips) }),
      await post({ query: other, extensions: persistedQuery(allChips) }),
      await post({ query: other, extensions: persistedQuery(other) }),
      await get({ query: other }),
      await post([{ query: other }]),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'FORBIDDEN'));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect(gateway.requests()).toEqual([]);
  });
});

describe('automatic persisted queries', () => {
  beforeAll(async () => {
    gateway = await startGateway({ environment: { AUTOMATIC_PERSISTED_QUERIES: 'on' } });
  });
  afterAll(() => gateway.close());

  it('are brought in by their text, then named', async () => {
    const extensions = persistedQuery(chips);
    expect(codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(namesOf(await post({ query: chips, extensions }))).toBe(2);
    expect(namesOf(await post({ extensions, variables: { n: 1 } }))).toBe(1);
    expect(namesOf(await get({ extensions: JSON.stringify(extensions) }))).toBe(2);
  });

  it('are limited before they are kept', async () => {
    const large = `{ chips { nodes { ${'name '.repeat(30)} } } }`;
    const extensions = persistedQuery(large);
    expect(codeOf(await post({ query: large, extensions }))).toBe('QUERY_TOO_COMPLEX');
    expect(codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('have the hash that they are named by', async () => {
    const { status, body } = await post({ query: other, extensions: persistedQuery(chips) });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toBe('The operation is not the one that is named by its hash.');
  });

  it('are named as the protocol says', async () => {
    const versions = [{ version: 2, sha256Hash: hash(chips) }, { version: 1 }, true];
    const answers = await Promise.all(
      versions.map((persistedQuery) => post({ query: chips, extensions: { persistedQuery } })),
    );
    expect(answers.map(codeOf)).toEqual(versions.map(() => 'BAD_USER_INPUT'));
  });
});

describe('the configuration of known operations', () => {
  const faults = (environment: Record<string, string>) => {
    expect(() => readConfig(environment)).toThrow();
    try {
      readConfig(environment);
    } catch (error) {
      return String(error);
    }
    return '';
  };

  it('takes the manifests of client tools', () => {
    const operations = [{ id: hash(chips), name: 'Chips', type: 'query', body: chips }];
    const format = 'apollo-persisted-query-manifest';
    const path = fileWith('apollo.json', { format, version: 1, operations });
    const { known } = readConfig({ PERSISTED_DOCUMENTS: path }).documents;
    expect([...known.values()]).toEqual([{ name: hash(chips), text: chips }]);
  });

  it('says all that is wrong with it', () => {
    expect(faults({ PERSISTED_DOCUMENTS: '/nowhere' })).toMatch(
      /PERSISTED_DOCUMENTS: cannot be read: .*ENOENT/,
    );
    expect(faults({ PERSISTED_DOCUMENTS: fileWith('empty.json', {}) })).toContain('holds no operation');
    expect(faults({ PERSISTED_DOCUMENTS: fileWith('ids.json', { one: chips, two: other }) })).toMatch(
      /one: is not the SHA-256 of its operation\n.*two: is not/,
    );
    expect(faults({ PERSISTED_DOCUMENTS: fileWith('list.json', [chips]) })).toContain('must be an object');
    expect(faults({ PERSISTED_DOCUMENTS_ONLY: 'on', AUTOMATIC_PERSISTED_QUERIES: 'on' })).toMatch(
      /PERSISTED_DOCUMENTS is missing\n.*AUTOMATIC_PERSISTED_QUERIES: not together/,
    );
  });

  it('stops the start where the graph refuses one of them', async () => {
    const wrong = '{ nothing }';
    const path = fileWith('wrong.json', { [hash(wrong)]: wrong, [hash('{ hello }')]: '{ hello }' });
    await expect(startStandIn({ environment: { PERSISTED_DOCUMENTS: path } })).rejects.toThrow(
      `${hash(wrong)}: Cannot query field "nothing" on type "Query".`,
    );
  });
});
