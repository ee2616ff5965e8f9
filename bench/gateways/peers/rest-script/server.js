// What users do today: a script after the SDK's examples that follows meta.next and then every link, one
// request after the other. (Behind an HTTP endpoint only so that the driver can start it like the others.)
import { listArgs, pathOf, walk } from '../rundb.js';
import { serve, shape } from '../shape.js';

const as = (authorization) => async (path) =>
  (await fetch(process.env.RUNDB_URL + path, { headers: { authorization } })).json();
const page = async (get, resource, args) => (await get(pathOf(resource, listArgs(args)))).objects;
async function each(list, f) {
  const out = [];
  for (const item of list) out.push(await f(item));
  return out;
}

serve({
  W0: () => ({ __typename: 'Query' }),
  W1: async (_, authorization) => (await walk(as(authorization), pathOf('chip', {}))).map(shape.chip),
  W2: async ({ offset }, authorization) => {
    const get = as(authorization);
    return each(await page(get, 'experiment', { limit: 20, offset, orderBy: '-date' }), async (e) => ({
      ...shape.experiment(e),
      results: (await each(e.results, get)).map(shape.result),
    }));
  },
  W3: async ({ offset }, authorization) => {
    const get = as(authorization);
    return each(await page(get, 'results', { limit: 100, offset }), async (r) => {
      const libmetrics = shape.libmetrics(await get(r.libmetrics[0])),
        experiment = await get(r.experiment);
      return {
        ...shape.result(r),
        libmetrics,
        experiment: { ...shape.run(experiment), plan: { planName: (await get(experiment.plan)).planName } },
      };
    });
  },
  W4: async ({ id }, authorization) => {
    const get = as(authorization);
    const r = await get(`/rundb/api/v1/results/${id}/`);
    return {
      ...shape.resultDetail(r),
      libmetrics: shape.libmetricsDetail(await get(r.libmetrics[0])),
      analysismetrics: shape.analysismetrics(await get(r.analysismetrics[0])),
      qualitymetrics: shape.qualitymetrics(await get(r.qualitymetrics[0])),
      pluginresults: (await each(r.pluginresults, get)).map(shape.plugin),
    };
  },
  W5: async (_, authorization) => {
    const get = as(authorization);
    return each(await walk(get, pathOf('results', {})), async (r) => ({
      ...shape.result(r),
      libmetrics: shape.reads(await get(r.libmetrics[0])),
    }));
  },
});
