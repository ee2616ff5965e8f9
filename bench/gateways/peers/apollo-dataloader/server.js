// The competent hand-written gateway: Apollo Server, graphql-js, a DataLoader per resource over set/, big pages.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
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
const context = async ({ req }) => {
  const loaders = {},
    get = as(req.headers.authorization);
  return {
    get,
    load: (uri) => {
      const resource = uri.split('/').at(-3);
      return (loaders[resource] ??= new DataLoader((ids) => set(get, resource, ids))).load(idOf(uri));
    },
  };
};
const list =
  (resource) =>
  async (_, args, { get }) =>
    (await get(pathOf(resource, listArgs(args)))).objects;
const one =
  (field) =>
  (parent, _, { load }) => {
    const uri = [parent[field]].flat()[0];
    return uri ? load(uri) : null;
  };
const many =
  (field) =>
  (parent, _, { load }) =>
    Promise.all(parent[field].map(load));

const resolvers = {
  Query: {
    chips: (_, __, { get }) => pages(get, 'chip'),
    experiments: list('experiment'),
    results: list('results'),
    allResults: (_, __, { get }) => pages(get, 'results'),
    result: (_, { id }, { get }) => get(`/rundb/api/v1/results/${id}/`),
  },
  Experiment: { results: many('results'), plan: one('plan') },
  Result: {
    libmetrics: one('libmetrics'),
    analysismetrics: one('analysismetrics'),
    qualitymetrics: one('qualitymetrics'),
    experiment: one('experiment'),
    pluginresults: many('pluginresults'),
  },
};
const server = new ApolloServer({
  typeDefs: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
});
await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context,
});
