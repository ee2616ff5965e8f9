import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { USERS } from '../../src/simulator/http/users.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface NamedSet {
  readonly name: string;
}
const names = (nodes: readonly NamedSet[]) => nodes.map(({ name }) => name);

describe('barcode sets', () => {
  it('are listed once each, in pages', async () => {
    const data = await gateway.data(`{
      all: barcodeSets(first: 100) { totalCount nodes { name } }
      last: barcodeSets(first: 100, orderBy: [{ field: NAME, direction: DESC }]) { nodes { name } }
      jump: barcodeSets(first: 3, offset: 14) { nodes { name } pageInfo { hasNextPage hasPreviousPage } }
      some: barcodeSets(filter: { name: { startsWith: "IonXpress" } }) { totalCount nodes { name } }
    }`);
    const all = names(data.all.nodes);
    expect(data.all.totalCount).toBe(16);
    expect(new Set(all).size).toBe(16);
    expect(names(data.last.nodes)).toEqual(all.toReversed());
    expect(data.jump).toEqual({
      nodes: data.all.nodes.slice(14),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(names(data.some.nodes)).toEqual(all.filter((name) => name.startsWith('IonXpress')));
  });

  it('are read as one row each, in one request', async () => {
    await gateway.data('{ barcodeSets(first: 100) { totalCount nodes { name } } }');
    const [request, ...others] = gateway.requests();
    expect(others).toEqual([]);
    const answer = await fetch(`${gateway.simulator.url}${request?.path}`, {
      headers: { authorization: `ApiKey ionadmin:${USERS.find(({ name }) => name === 'ionadmin')?.key}` },
    });
    const { objects } = (await answer.json()) as { objects: unknown[] };
    expect(objects).toHaveLength(16);
  });

  it('continue behind a cursor', async () => {
    const page = `query ($after: String) { barcodeSets(first: 5, after: $after) {
      nodes { name } pageInfo { endCursor hasNextPage } } }`;
    const seen: string[] = [];
    let after: string | undefined;
    for (let count = 0; count < 4; count += 1) {
      const { barcodeSets } = await gateway.data(page, { after });
      seen.push(...names(barcodeSets.nodes));
      expect(barcodeSets.pageInfo.hasNextPage).toBe(count < 3);
      after = barcodeSets.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(16);
  });

  it('hold their barcodes by place, in one request for all sets', async () => {
    const data = await gateway.data(`{
      a: barcodeSet(name: "IonXpress") { name server { name } barcodes { name setName index set { name } } }
      b: barcodeSet(name: "IonSet1") { barcodes { index } }
      none: barcodeSet(name: "no such set") { name }
    }`);
    expect(data.a.barcodes).toHaveLength(96);
    expect(data.a.barcodes[0]).toMatchObject({ name: 'IonXpress_001', setName: 'IonXpress', index: 1 });
    expect(data.b.barcodes).toHaveLength(16);
    expect(data.none).toBeNull();
  });

  it('of runs take no request while only their names are asked', async () => {
    await gateway.data('{ experiments(first: 50) { nodes { barcodeSet { name } } } }');
    expect(gateway.requests()).toHaveLength(1);
  });
});
