/**
 * What the HTTP part in front of GraphQL costs: CPU of the server's process per request, the shells in turn in one run,
 * so that their ratios can be trusted. Data are in memory; `npm run build` first.
 *
 *   node bench/shell.js [requests per round]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as openRequest } from 'node:http';
import { shells, startShell } from './shells.js';

const rounds = 5;
const connections = 8;
const perRound = Number(process.argv[2] ?? 2000);
const queries = {
  small: '{ hello }',
  page: '{ rows(first: 100) { a b c d e f g h i j other { a b c d } } }',
};

async function startServer(name) {
  const child = fork(new URL(import.meta.url), ['--serve', name]);
  const [{ url }] = await once(child, 'message');
  return { name, child, url, agent: new Agent({ keepAlive: true, maxSockets: connections }) };
}

async function cpuOf({ child }) {
  child.send('cpu');
  const [{ cpu }] = await once(child, 'message');
  return cpu;
}

function post({ url, agent }, body) {
  const headers = {
    'content-type': 'application/json',
    authorization: 'ApiKey someone:key',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const request = openRequest(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answers ${response.statusCode}`));
      response.resume().once('end', resolve);
    });
    request.once('error', reject).end(body);
  });
}

async function load(server, body, count) {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await post(server, body);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

/** Milliseconds of CPU per request. */
async function measure(server, body) {
  const before = await cpuOf(server);
  await load(server, body, perRound);
  return ((await cpuOf(server)) - before) / 1000 / perRound;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare() {
  const servers = await Promise.all(Object.keys(shells).map(startServer));
  for (const [kind, query] of Object.entries(queries)) {
    const body = JSON.stringify({ query });
    for (const server of servers) await load(server, body, perRound);
    const measured = new Map(servers.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) measured.get(server.name).push(await measure(server, body));
    }
    report(kind, measured);
  }
  for (const { child } of servers) child.disconnect();
}

function report(kind, measured) {
  const medians = [...measured].map(([name, values]) => ({ shell: name, 'CPU-ms': median(values) }));
  const [first] = medians;
  console.log(`\n${kind}: ${queries[kind]}`);
  console.table(
    medians.map((row) => ({
      ...row,
      'CPU-ms': row['CPU-ms'].toFixed(3),
      'times as fast': (first['CPU-ms'] / row['CPU-ms']).toFixed(2),
    })),
  );
}

async function serve(name) {
  process.send({ url: await startShell(name) });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system });
  });
  process.once('disconnect', () => process.exit());
}

if (process.argv[2] === '--serve') await serve(process.argv[3]);
else await compare();
