import { reportsOf } from './report-table.js';

/* Prints a line for each completed report: name, run, reads, mean length. */
const { GATEWAY = 'http://127.0.0.1:4000/graphql', AUTHORIZATION = '' } = process.env;

for await (const report of reportsOf(
  { url: GATEWAY, authorization: AUTHORIZATION },
  { state: 'COMPLETED' },
)) {
  const { name, experiment, libMetrics } = report;
  const columns = [
    name,
    experiment?.displayName,
    libMetrics?.totalNumReads,
    libMetrics?.q20MeanAlignmentLength,
  ];
  process.stdout.write(`${columns.map((column) => column ?? '').join('\t')}\n`);
}
