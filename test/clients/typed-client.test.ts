import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type * as reportTable from '../../examples/typed-client/report-table.js';
import type * as samples from '../../examples/typed-client/samples-by-barcode.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { credentialsOf } from './credentials-of.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** The types of its operations are made by `npm run codegen`, which a fresh checkout has not seen. */
async function generate(): Promise<void> {
  if (existsSync(join(root, 'examples/typed-client/gql/gql.ts'))) return;
  await run(join(root, 'node_modules/.bin/graphql-codegen'), ['--config', 'codegen.yml'], { cwd: root });
}

let gateway: TestGateway;
let reportsOf: typeof reportTable.reportsOf;
let samplesByBarcode: typeof samples.samplesByBarcode;
beforeAll(async () => {
  await generate();
  ({ reportsOf } = await import('../../examples/typed-client/report-table.js'));
  ({ samplesByBarcode } = await import('../../examples/typed-client/samples-by-barcode.js'));
  gateway = await startGateway();
}, 120_000);
afterAll(() => gateway.close());

const place = () => ({ url: gateway.url, ...credentialsOf('readonly') });

async function all(rows: AsyncIterable<reportTable.ReportRow>): Promise<reportTable.ReportRow[]> {
  const found: reportTable.ReportRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const completed = () => gateway.simulator.lab.rows('results').filter(({ status }) => status === 'Completed');

it('walks all reports with their run and reads', async () => {
  const rows = await all(reportsOf(place(), { state: 'COMPLETED' }, 50));
  const names = completed().map(({ resultsName }) => resultsName);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const reads: (number | null)[] = rows.map(({ libMetrics }) => libMetrics?.totalNumReads ?? null);
  const stored = gateway.simulator.lab.rows('libmetrics').map(({ totalNumReads }) => totalNumReads);
  expect(stored).toEqual(expect.arrayContaining(reads.filter((count) => count !== null)));
  expect(rows[0]?.experiment?.displayName).toEqual(expect.any(String));
});

it('tells samples by barcode, and nothing of a plan that is not there', async () => {
  const found = await samplesByBarcode(place(), '4S6MP');
  expect(found?.size).toBeGreaterThan(0);
  expect([...(found?.keys() ?? [])].every((barcode) => /_\d+$/.test(barcode))).toBe(true);
  expect(await samplesByBarcode(place(), 'no such')).toBeUndefined();
});

it('throws what the gateway refuses', async () => {
  const stranger = { url: gateway.url, authorization: 'ApiKey nobody:0' };
  await expect(samplesByBarcode(stranger, '4S6MP')).rejects.toThrow('credentials');
});

it('prints a table as a program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'typed-client-'));
  const outfile = join(folder, 'main.mjs');
  const main = join(root, 'examples/typed-client/main.ts');
  await build({ entryPoints: [main], bundle: true, platform: 'node', format: 'esm', outfile });
  const { authorization } = credentialsOf('readonly');
  const env = { ...process.env, GATEWAY: gateway.url, AUTHORIZATION: authorization };
  const { stdout } = await run(process.execPath, [outfile], { env });
  await rm(folder, { recursive: true });
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(completed().length);
  expect(lines[0]?.split('\t')).toHaveLength(4);
});
