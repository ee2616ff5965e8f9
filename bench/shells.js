import { createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { readConfig } from '../dist/config.js';
import { openLog } from '../dist/server/log.js';
import { serve } from '../dist/server/start.js';

const letters = 'abcdefghij'.split('');
const typeDefs = `
  type Query { hello: String! rows(first: Int!): [Row!]! }
  type Row { ${letters.map((name) => `${name}: String!`).join(' ')} other: Row! }
`;

const row = Object.fromEntries(letters.map((name) => [name, `value of ${name}`]));
const rows = Array.from({ length: 1000 }, () => ({ ...row, other: row }));
const resolvers = { Query: { hello: () => 'world', rows: (_, { first }) => rows.slice(0, first) } };

const withCacheControl = () => new ApolloServer({ typeDefs, resolvers });
const withoutCacheControl = () =>
  new ApolloServer({ typeDefs, resolvers, plugins: [ApolloServerPluginCacheControlDisabled()] });

async function standalone(apollo) {
  return (await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } })).url;
}

/** The least that answers GraphQL over HTTP: no limit, no check, no log. */
async function bare(apollo) {
  await apollo.start();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => void answer(apollo, request, JSON.parse(Buffer.concat(chunks)), response));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}/`;
}

async function answer(apollo, { method, headers }, body, response) {
  const httpGraphQLRequest = { method, headers: new HeaderMap(Object.entries(headers)), search: '', body };
  const done = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => ({}) });
  response.writeHead(done.status ?? 200, Object.fromEntries(done.headers)).end(done.body.string);
}

/** The gateway's own: everything that a real request goes through, over a schema in memory. */
async function gateway() {
  const config = { ...readConfig({ RUNDB_URL: 'http://torrent.invalid', PORT: '0' }), graphiql: false };
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  const open = ({ requestId }) => ({ requestId, upstream: { requests: 0, bytes: 0 } });
  const parts = { gateway: { open }, schema, log: openLog('info', createWriteStream('/dev/null')) };
  return (await serve(config, parts)).url;
}

/** The shells that are compared; the first is what the others are measured by. */
export const shells = {
  'standalone, as it comes': () => standalone(withCacheControl()),
  'standalone, no cache control': () => standalone(withoutCacheControl()),
  'bare node:http, as it comes': () => bare(withCacheControl()),
  'bare node:http, no cache control': () => bare(withoutCacheControl()),
  'the gateway': gateway,
};

/** Starts one of them; gives the address to post to. */
export function startShell(name) {
  return shells[name]();
}
