// Grafast: the query is planned into batched steps, each level of links loaded by one set/ request; grafserv on node:http.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { constant, context, list, loadMany, loadOne, makeGrafastSchema } from 'grafast';
import { grafserv } from 'grafserv/node';
import { Agent, request } from 'undici';
import { idOf, pages, pathOf, set } from '../rundb.js';

// Grafast wants Node 22; this is all that it misses on 20.
Promise.withResolvers ??= function () {
  const out = {};
  out.promise = new this((resolve, reject) => Object.assign(out, { resolve, reject }));
  return out;
};

const dispatcher = new Agent({ connections: 16 });
const as = (authorization) => async (path) => {
  const { statusCode, body } = await request(process.env.RUNDB_URL + path, {
    headers: { authorization },
    dispatcher,
  });
  if (statusCode !== 200) throw new Error(`rundb answered ${statusCode}`);
  return body.json();
};
const shared = () => context().get('authorization'); // the caller's credentials, which every load goes out with

const loadAll = (resources, { shared }) =>
  Promise.all(resources.map((resource) => pages(as(shared), resource)));
const loadPages = (specs, { shared }) =>
  Promise.all(
    specs.map(
      async ([resource, limit, offset, order_by]) =>
        (await as(shared)(pathOf(resource, { limit, offset, order_by }))).objects,
    ),
  );
const loaders = {}; // one callback per resource: Grafast merges the steps that share it
const byUri = (resource) =>
  (loaders[resource] ??= (uris, { shared }) =>
    set(
      as(shared),
      resource,
      uris.map((uri) => idOf([uri].flat()[0])),
    ));
const byId = (ids, { shared }) => set(as(shared), 'results', ids.map(String));
const listsByUri = async (lists, { shared }) => {
  const objects = await set(
    as(shared),
    lists[0][0].split('/').at(-3),
    lists.flatMap((uris) => uris.map(idOf)),
  );
  let at = 0;
  return lists.map((uris) => objects.slice(at, (at += uris.length)));
};
const page =
  (resource) =>
  (_, { $limit, $offset, $orderBy }) =>
    loadMany(list([constant(resource), $limit, $offset, $orderBy]), { load: loadPages, shared });
const one =
  (resource, field = resource) =>
  ($parent) =>
    loadOne($parent.get(field), { load: byUri(resource), shared });
const many = (field) => ($parent) => loadMany($parent.get(field), { load: listsByUri, shared });

const schema = makeGrafastSchema({
  typeDefs: readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'),
  objects: {
    Query: {
      plans: {
        chips: () => loadMany(constant('chip'), { load: loadAll, shared }),
        experiments: page('experiment'),
        results: page('results'),
        allResults: () => loadMany(constant('results'), { load: loadAll, shared }),
        result: (_, { $id }) => loadOne($id, { load: byId, shared }),
      },
    },
    Experiment: { plans: { results: many('results'), plan: one('plannedexperiment', 'plan') } },
    Result: {
      plans: {
        libmetrics: one('libmetrics'),
        analysismetrics: one('analysismetrics'),
        qualitymetrics: one('qualitymetrics'),
        experiment: one('experiment'),
        pluginresults: many('pluginresults'),
      },
    },
  },
});
const server = createServer();
grafserv({
  schema,
  preset: {
    grafserv: { graphqlPath: '/graphql', websockets: false, graphiql: false },
    grafast: { context: ({ node }) => ({ authorization: node.req.headers.authorization }) },
  },
}).addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
