// The physical floor of a Node gateway that parses JSON: the fewest upstream requests and the fewest round
// trips that the API allows, sent at once over a bare keep-alive socket pool, JSON.parse, pick, JSON.stringify.
import { Connection } from '../../connection.js';
import { serve, shape } from '../shape.js';

const API = '/rundb/api/v1',
  { hostname, port } = new URL(process.env.RUNDB_URL),
  idle = [];
const as = (authorization) => async (path) => {
  const connection = idle.pop() ?? new Connection(hostname, Number(port));
  const { body } = await connection.send(
    Buffer.from(`GET ${API}${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${authorization}\r\n\r\n`),
  );
  idle.push(connection);
  return JSON.parse(body.latin1Slice(0)); // the stub's data is ASCII
};
const ids = (list, f) => [...new Set(list.map((o) => f(o).split('/')[5]))].join(';');
const index = (page, f = (o) => o.resource_uri) => new Map(page.objects.map((o) => [f(o), o]));

serve({
  W0: () => ({ __typename: 'Query' }),
  W1: async (_, authorization) => (await as(authorization)('/chip/?limit=1000')).objects.map(shape.chip), // 1 request
  W2: async ({ offset }, authorization) =>
    (await as(authorization)(`/compositeexperiment/?limit=20&offset=${offset}&order_by=-date`)).objects // 1 request: it embeds its results
      .map((e) => ({ ...shape.experiment(e), results: e.results.map(shape.result) })),
  W3: async ({ offset }, authorization) => {
    // 4 requests, 2 round trips: plans are found by experiment, not by the experiment's link
    const get = as(authorization);
    const { objects } = await get(`/results/?limit=100&offset=${offset}`);
    const experiments = ids(objects, (r) => r.experiment);
    const [lib, exp, plan] = (
      await Promise.all([
        get(`/libmetrics/set/${ids(objects, (r) => r.libmetrics[0])}/`),
        get(`/experiment/set/${experiments}/`),
        get(`/plannedexperiment/?limit=1000&experiment__in=${experiments.replaceAll(';', ',')}`),
      ])
    ).map((p) => index(p));
    return objects.map((r) => {
      const e = exp.get(r.experiment);
      return {
        ...shape.result(r),
        libmetrics: shape.libmetrics(lib.get(r.libmetrics[0])),
        experiment: { ...shape.run(e), plan: { planName: plan.get(e.plan).planName } },
      };
    });
  },
  W4: async ({ id }, authorization) => {
    // 5 requests, 1 round trip: the links are found from the other side, by the id that the caller gave
    const get = as(authorization);
    const [r, lib, ana, qua, plugins] = await Promise.all([
      get(`/results/${id}/`),
      get(`/libmetrics/?report=${id}`),
      get(`/analysismetrics/?report=${id}`),
      get(`/qualitymetrics/?report=${id}`),
      get(`/pluginresult/?limit=1000&result=${id}`),
    ]);
    const plugin = index(plugins);
    return {
      ...shape.resultDetail(r),
      libmetrics: shape.libmetricsDetail(lib.objects[0]),
      analysismetrics: shape.analysismetrics(ana.objects[0]),
      qualitymetrics: shape.qualitymetrics(qua.objects[0]),
      pluginresults: r.pluginresults.map((uri) => shape.plugin(plugin.get(uri))),
    };
  },
  W5: async (_, authorization) => {
    // 8 requests, 2 round trips: both lists are walked side by side and joined here
    const get = as(authorization);
    const walk = async (resource) => {
      const first = await get(`/${resource}/?limit=1000`),
        offsets = [];
      for (let offset = 1000; offset < first.meta.total_count; offset += 1000) offsets.push(offset);
      return {
        objects: [
          first,
          ...(await Promise.all(offsets.map((offset) => get(`/${resource}/?limit=1000&offset=${offset}`)))),
        ].flatMap((p) => p.objects),
      };
    };
    const [results, lib] = await Promise.all([walk('results'), walk('libmetrics')]),
      byReport = index(lib, (o) => o.report);
    return results.objects.map((r) => ({
      ...shape.result(r),
      libmetrics: shape.reads(byReport.get(r.resource_uri)),
    }));
  },
});
