// Apollo Server + RESTDataSource as its documentation shows it: one GET for every linked item.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { RESTDataSource } from '@apollo/datasource-rest';
import { listArgs, pathOf, walk } from '../rundb.js';

class Rundb extends RESTDataSource {
  baseURL = process.env.RUNDB_URL;
  constructor(options, authorization) {
    super(options);
    this.authorization = authorization;
  }
  willSendRequest(_path, request) {
    request.headers.authorization = this.authorization;
  }
  read = (path) => this.get(path);
  list = async (resource, args) => (await this.get(pathOf(resource, args))).objects;
}
const one =
  (field) =>
  (parent, _, { rundb }) =>
    parent[field].length ? rundb.read([parent[field]].flat()[0]) : null;
const many =
  (field) =>
  (parent, _, { rundb }) =>
    Promise.all(parent[field].map(rundb.read));

const resolvers = {
  Query: {
    chips: (_, __, { rundb }) => walk(rundb.read, pathOf('chip', {})),
    experiments: (_, args, { rundb }) => rundb.list('experiment', listArgs(args)),
    results: (_, args, { rundb }) => rundb.list('results', listArgs(args)),
    allResults: (_, __, { rundb }) => walk(rundb.read, pathOf('results', {})),
    result: (_, { id }, { rundb }) => rundb.read(`/rundb/api/v1/results/${id}/`),
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
  context: async ({ req }) => ({ rundb: new Rundb({ cache: server.cache }, req.headers.authorization) }),
});
