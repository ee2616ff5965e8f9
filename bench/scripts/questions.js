/**
 * Six questions, each answered twice: by a script as the REST guide's examples are written (one request after the other,
 * `meta.next` to the next page, a request for each link), and by one operation. `facts` says the same of both answers,
 * so that they can be compared.
 */
const api = '/rundb/api/v1';

/** All rows of a list, page by page, of as many rows as rundb gives unasked. */
async function walk(get, path) {
  const rows = [];
  for (let next = path; next;) {
    const { meta, objects } = await get(next);
    rows.push(...objects);
    next = meta.next;
  }
  return rows;
}

async function each(list, ask) {
  const answers = [];
  for (const item of list) answers.push(await ask(item));
  return answers;
}

export const QUESTIONS = [
  {
    title: 'All chip types',
    example: '1-all-chips',
    script: async (get) => (await walk(get, `${api}/chip/`)).map(({ name }) => name).sort(),
    facts: ({ chips }) => chips.nodes.map(({ name }) => name).sort(),
  },
  {
    title: 'Chip types whose name starts with 31',
    example: '2-chips-starting-with-31',
    script: async (get) =>
      (await get(`${api}/chip/?name__startswith=31&limit=3&order_by=-id`)).objects.map(({ name }) => name),
    facts: ({ chips }) => chips.nodes.map(({ name }) => name),
  },
  {
    title: 'Every run with its reports',
    example: '3-runs-and-their-reports',
    script: async (get) => {
      const rows = await walk(get, `${api}/experiment/?order_by=-date`);
      const runs = rows.filter(({ expDir, status }) => expDir !== '' && status !== 'planned');
      const answers = await each(runs, async ({ displayName, results }) => [
        displayName,
        ...(await each(results, get)).map(({ resultsName, status }) => `${resultsName}: ${status}`).sort(),
      ]);
      return answers.map(String).sort();
    },
    facts: ({ experiments }) =>
      experiments.nodes
        .map(({ displayName, reports }) =>
          [displayName, ...reports.map(({ name, status }) => `${name}: ${status}`).sort()].join(),
        )
        .sort(),
  },
  {
    title: 'One report, its plugins, its number of reads',
    example: '5-report-with-plugin-states',
    script: async (get) => {
      const { resultsName, pluginresults, libmetrics } = await get(`${api}/results/3/`);
      const states = await each(pluginresults, async (link) => {
        const { plugin, state } = await get(link);
        return `${(await get(plugin)).name}: ${state}`;
      });
      const [metrics] = await each(libmetrics, get);
      return [resultsName, states.sort(), metrics.totalNumReads];
    },
    facts: ({ report: { name, pluginStates, libMetrics } }) => [
      name,
      pluginStates.map(({ pluginName, status }) => `${pluginName}: ${status}`).sort(),
      libMetrics.totalNumReads,
    ],
  },
  {
    title: 'A plan by its short id',
    example: '6-lims-plan-by-short-id',
    script: async (get) => {
      const { objects } = await get(`${api}/plannedexperiment/?planShortID=4S6MP`);
      const [{ planDisplayedName, barcodedSamples, projects, chipType }] = objects;
      const chips = await walk(get, `${api}/chip/`);
      return [
        planDisplayedName,
        Object.keys(barcodedSamples).sort(),
        projects.sort(),
        chips.some(({ name }) => name === chipType),
      ];
    },
    facts: ({ plan: { name, barcodedSamples, projects, chip } }) => [
      name,
      barcodedSamples.map((sample) => sample.name).sort(),
      projects.map((project) => project.name).sort(),
      chip !== null,
    ],
  },
  {
    title: 'A page of the QC table: 100 reports, run, plan and three kinds of metrics',
    example: '7-qc-table',
    script: async (get) => {
      const path = `${api}/results/?status=Completed&isThumbnail=no&order_by=-timeStamp&limit=100`;
      return each((await get(path)).objects, async (report) => {
        const run = await get(report.experiment);
        const plan = run.plan && (await get(run.plan));
        const [library] = await each(report.libmetrics, get);
        const [analysis] = await each(report.analysismetrics, get);
        const [quality] = await each(report.qualitymetrics, get);
        return row(
          report.resultsName,
          plan?.planName,
          library?.totalNumReads,
          analysis?.libFinal,
          quality?.q20_bases,
        );
      });
    },
    facts: ({ reports }) =>
      reports.nodes.map(({ name, experiment, libMetrics, analysisMetrics, qualityMetrics }) =>
        row(
          name,
          experiment?.plan?.name,
          libMetrics?.totalNumReads,
          analysisMetrics?.libFinal,
          qualityMetrics?.q20Bases,
        ),
      ),
  },
];

/** Numbers beyond 2^31 come as texts of digits from one of the two. */
const row = (...values) =>
  values.map((value) => (value === null || value === undefined ? '' : String(value)));
