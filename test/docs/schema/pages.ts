/** The pages of the reference, in the order in which a reader meets them, with their headings. */
export const PAGES: Readonly<Record<string, string>> = {
  queries: 'What can be asked',
  changes: 'What can be changed',
  runs: 'Runs',
  reports: 'Reports',
  metrics: 'Metrics',
  plugins: 'Plugins and their results',
  plans: 'Plans',
  samples: 'Samples',
  server: 'The server and what it knows',
  lists: 'Lists, filters and scalars',
};

/** Starts of the names of the files of `schema/`, by page; the first that fits counts. */
const STARTS: readonly (readonly [page: string, starts: readonly string[]])[] = [
  ['queries', ['query']],
  ['changes', ['mutation', 'create-', 'update-', 'void-', 'plan-user-error']],
  ['metrics', ['libmetrics', 'analysismetrics', 'qualitymetrics', 'tfmetrics']],
  ['runs', ['experiment', 'analysis-settings', 'pipeline-']],
  ['reports', ['report']],
  ['plugins', ['plugin', 'coverage-', 'variant-']],
  ['samples', ['sample', 'barcoded-sample']],
  ['plans', ['plan']],
  ['lists', ['lists', 'filters', 'scalars', 'node']],
];

/** The page that describes the types of a file of `schema/`. */
export function pageOf(file: string): string {
  const found = STARTS.find(([, starts]) => starts.some((start) => file.startsWith(start)));
  return found?.[0] ?? 'server';
}
