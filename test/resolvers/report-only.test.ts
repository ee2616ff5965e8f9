import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/* Reports that were loaded without a run belong to a stand-in, which is no run: neither shown nor filtered by. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ overlays: [new URL('overlays/report-only.jsonl', import.meta.url)] });
});
afterAll(() => gateway.close());

it('a report without a run is no report of a run', async () => {
  const { all, ofRuns } = await gateway.data(`{
    all: reports(first: 500) { totalCount nodes { rundbId experiment { name } } }
    ofRuns: reports(first: 500, filter: { experiment: { flows: { gte: 0 } } }) { totalCount nodes { rundbId } }
  }`);
  interface Report {
    readonly rundbId: number;
    readonly experiment: { readonly name: string } | null;
  }
  const withRun = all.nodes.filter(({ experiment }: Report) => experiment !== null);
  expect(all.totalCount - withRun.length).toBe(2);
  expect(ofRuns.nodes.map(({ rundbId }: Report) => rundbId)).toEqual(
    withRun.map(({ rundbId }: Report) => rundbId),
  );
  expect(ofRuns.totalCount).toBe(withRun.length);
});
