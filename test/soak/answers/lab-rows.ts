import { ODD_TEXTS } from './make-values.js';

interface OverlayRow {
  readonly resource: string;
  readonly row: Readonly<Record<string, unknown>>;
}

const row = (resource: string, columns: OverlayRow['row']): OverlayRow => ({ resource, row: columns });

/** Names as people give them; the empty one and repeats are none for a unique column. */
const NAMES = ODD_TEXTS.filter((text) => text.trim() !== '');

const FIRST = 9000;

/** Projects of odd names, and reports that are in several. */
const projects = NAMES.flatMap((name, index) => {
  const id = FIRST + index;
  const dates = { created: '2024-01-05T08:00:00.25', modified: '2024-01-05T08:00:00.2504' };
  return [
    row('project', { id, name, creator: 1 + (index % 3), public: index % 2 === 0, ...dates }),
    ...[1, 2, 3 + index, 40 + index].map((report) =>
      row('results_projects', { results: report, project: id }),
    ),
    row('plannedexperiment_projects', { plannedexperiment: 270 + (index % 8), project: id }),
  ];
});

/** Samples of odd names, in runs that have several. */
const samples = NAMES.flatMap((name, index) => {
  const id = FIRST + index;
  const texts = {
    displayedName: name,
    externalId: index % 3 === 0 ? null : `X,${index}`,
    description: name,
    status: '',
  };
  return [
    row('sample', {
      id,
      name: name.replaceAll(' ', '_'),
      date: `2024-01-05T08:00:00.250${index % 10}`,
      ...texts,
    }),
    ...[300 - index, 299 - index].map((run) => row('experiment_samples', { experiment: run, sample: id })),
  ];
});

/** Runs with odd notes and gaps. */
const runs = ODD_TEXTS.map((notes, index) =>
  row('experiment', {
    id: 200 + index,
    notes: index % 5 === 0 ? null : notes,
    diskusage: index % 4 === 0 ? null : index,
  }),
);

/** Reports of one printed time that are stored apart, and some without a size. */
const reports = Array.from({ length: 24 }, (_, index) =>
  row('results', {
    id: 100 + index,
    timeStamp: `2024-02-01T10:00:00.5${String(index * 37).padStart(3, '0')}`,
    diskusage: index % 3 === 0 ? null : index % 2,
    reference: ['', 'none', 'hg19', 'None'][index % 4],
  }),
);

/** A version of a plugin that was replaced, and results of it. */
const plugins = [
  row('plugin', {
    id: FIRST,
    name: 'coverageAnalysis',
    version: '5.2',
    active: false,
    path: '/results/plugins/old',
  }),
  ...[3, 7, 11, 200].map((id) => row('pluginresult', { id, plugin: FIRST })),
];

/** What the lab is to hold beside what the recorded one does. */
export const LAB_ROWS: readonly OverlayRow[] = [
  ...projects,
  ...samples,
  ...runs,
  ...reports,
  ...plugins,
  row('experiment', { id: 210, plan: null }),
  row('kitinfo', { id: 20117, name: 'Kit, with comma' }),
];
