import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it('a cursor asks for a request per leg, and none to count unless it is asked', async () => {
  const { reports } = await gateway.data('{ reports(first: 10) { pageInfo { endCursor } } }');
  const page = (selection: string) =>
    gateway.data(`query ($after: String) { reports(first: 10, after: $after) { ${selection} } }`, {
      after: reports.pageInfo.endCursor,
    });
  await page('nodes { name }');
  expect(gateway.requests()).toHaveLength(2);
  const data = await page('nodes { name } totalCount');
  expect(gateway.requests()).toHaveLength(3);
  expect(data.reports.totalCount).toBe(315);
});

it('a cursor of another list is refused', async () => {
  const { reports } = await gateway.data('{ reports(first: 2) { pageInfo { endCursor } } }');
  const ask = (rest: string) =>
    gateway.ask(`query ($after: String) { reports(first: 2, after: $after, ${rest}) { totalCount } }`, {
      after: reports.pageInfo.endCursor,
    });
  for (const rest of ['orderBy: [{ field: NAME }]', 'filter: { state: COMPLETED }']) {
    const { body } = await ask(rest);
    expect(body.errors?.[0]?.message).toMatch(/cursor of another list/);
    expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  }
});

it('a cursor with values that no row has is refused', async () => {
  const { reports } = await gateway.data(
    '{ reports(first: 1, orderBy: [{ field: TIME_STAMP }]) { pageInfo { endCursor } } }',
  );
  const [list, , ...rest] = JSON.parse(Buffer.from(reports.pageInfo.endCursor, 'base64url').toString());
  const after = Buffer.from(JSON.stringify([list, ['the year dot'], ...rest])).toString('base64url');
  const { body } = await gateway.ask(
    `{ reports(first: 1, after: "${after}", orderBy: [{ field: TIME_STAMP }]) { nodes { name } } }`,
  );
  expect(body.errors?.[0]?.message).toMatch(/no cursor of this list/);
  expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

it('a cursor at a barcode set goes on when that set and others are gone', async () => {
  const page = async (first: number, after: string | null) => {
    const query = `query ($after: String) { barcodeSets(first: ${first}, after: $after, orderBy: [{ field: NAME, direction: DESC }]) {
      nodes { name } pageInfo { endCursor } } }`;
    const { barcodeSets } = await gateway.data(query, { after });
    return { names: barcodeSets.nodes.map(({ name }: { name: string }) => name), ...barcodeSets.pageInfo };
  };
  const { names } = await page(100, null);
  const { endCursor } = await page(4, null);
  const { lab } = gateway.simulator;
  const gone = lab.rows('dnabarcode').filter((row) => [names[1], names[3]].includes(row['name']));
  for (const row of gone) lab.store.remove('dnabarcode', row);
  expect((await page(100, endCursor)).names).toEqual(names.slice(4));
});

describe('numbered pages', () => {
  const orderBy = '[{ field: STATUS }, { field: ID, direction: DESC }]';
  const read = async (first: number, offset: number) => {
    const { reports } = await gateway.data(
      `{ reports(first: ${first}, offset: ${offset}, orderBy: ${orderBy}) {
         nodes { rundbId } totalCount pageInfo { hasNextPage hasPreviousPage } } }`,
    );
    return { ...reports, ids: reports.nodes.map(({ rundbId }: { rundbId: number }) => rundbId) };
  };

  it.each([1, 40, 100, 315, 1_000])('of %i rows are the list cut', async (size) => {
    const { ids } = await read(1_000, 0);
    for (let offset = 0; offset < ids.length; offset += size) {
      const page = await read(size, offset);
      expect(page.ids).toEqual(ids.slice(offset, offset + size));
      expect(page.totalCount).toBe(315);
      expect(page.pageInfo).toEqual({
        hasNextPage: offset + size < ids.length,
        hasPreviousPage: offset > 0,
      });
      if (size === 1) offset += 60;
    }
  });

  it('behind the end are empty', async () => {
    const page = await read(20, 400);
    expect(page.ids).toEqual([]);
    expect(page.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
  });
});
