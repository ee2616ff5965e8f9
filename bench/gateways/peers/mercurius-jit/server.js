// Fastify + Mercurius with graphql-jit and Mercurius's own batched loaders over set/.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { Agent, request } from 'undici';
import { idOf, listArgs, pages, pathOf, set } from '../rundb.js';

const dispatcher = new Agent({ connections: 16 });
const as = (authorization) => async (path) => {
  const { statusCode, body } = await request(process.env.RUNDB_URL + path, {
    headers: { authorization },
    dispatcher,
  });
  if (statusCode !== 200) throw new Error(`rundb answered ${statusCode}`);
  return body.json();
};
const list =
  (resource) =>
  async (_, args, { get }) =>
    (await get(pathOf(resource, listArgs(args)))).objects;
const loader = (batch) => ({ loader: batch, opts: { cache: false } });
const one = (resource, field = resource) =>
  loader((queries, { get }) =>
    set(
      get,
      resource,
      queries.map(({ obj }) => idOf([obj[field]].flat()[0])),
    ),
  );
const many = (resource, field) =>
  loader(async (queries, { get }) => {
    const objects = await set(
      get,
      resource,
      queries.flatMap(({ obj }) => obj[field].map(idOf)),
    );
    let at = 0;
    return queries.map(({ obj }) => objects.slice(at, (at += obj[field].length)));
  });

const app = Fastify();
app.register(mercurius, {
  schema: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
  jit: 1,
  context: (request) => ({ get: as(request.headers.authorization) }),
  resolvers: {
    Query: {
      chips: (_, __, { get }) => pages(get, 'chip'),
      experiments: list('experiment'),
      results: list('results'),
      allResults: (_, __, { get }) => pages(get, 'results'),
      result: (_, { id }, { get }) => get(`/rundb/api/v1/results/${id}/`),
    },
  },
  loaders: {
    Experiment: { results: many('results', 'results'), plan: one('plannedexperiment', 'plan') },
    Result: {
      libmetrics: one('libmetrics'),
      analysismetrics: one('analysismetrics'),
      qualitymetrics: one('qualitymetrics'),
      experiment: one('experiment'),
      pluginresults: many('pluginresult', 'pluginresults'),
    },
  },
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
