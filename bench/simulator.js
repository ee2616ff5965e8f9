/**
 * What the simulator costs: start and memory of labs of three sizes, then CPU and throughput of requests to the largest
 * against a bare node:http server that writes the same bytes from memory, the two in turn in one run, so that their
 * ratios can be trusted. `node build.js` first. Writes its tables into the section "Simulator" of bench/README.md.
 *
 *   node bench/simulator.js [requests per round]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { USERS } from '../dist/simulator/http/users.js';
import { startSimulator } from '../dist/simulator/server.js';

const scales = [1, 10, 100];
const rounds = 5;
const connections = 8;
const perRound = Number(process.argv[2] ?? 400);
const api = '/rundb/api/v1';
const [{ name, key }] = USERS;
const headers = { authorization: `ApiKey ${name}:${key}` };

const numbers = (count, step, first) => Array.from({ length: count }, (_, place) => first + place * step);
const spread = (count, path) => numbers(count, 1, 0).map((turn) => `${api}/${path(turn)}`);

/** What the gateway asks for: pages at many offsets, relations by key, filters, orders, single rows. */
const kinds = {
  '100 results': spread(40, (turn) => `results/?limit=100&offset=${turn * 700}`),
  '1,000 results': spread(4, (turn) => `results/?limit=1000&offset=${turn * 7000}`),
  '100 results by date': spread(40, (turn) => `results/?limit=100&order_by=-timeStamp&offset=${turn * 700}`),
  '20 results in a state': spread(
    40,
    (turn) => `results/?limit=20&status=Completed&order_by=-id&offset=${turn * 20}`,
  ),
  '20 results of a project': spread(
    40,
    (turn) => `results/?limit=20&projects__name=Training&offset=${turn * 20}`,
  ),
  '200 results by set': spread(20, (turn) => `results/set/${numbers(200, 100, 1000 + turn).join(';')}/`),
  'plugin results of 100 results': spread(
    20,
    (turn) => `pluginresult/?limit=1000&result__in=${numbers(100, 200, 1000 + turn).join()}`,
  ),
  'metrics of 200 results': spread(
    20,
    (turn) => `libmetrics/?limit=1000&report__in=${numbers(200, 100, 1000 + turn).join()}`,
  ),
  '100 runs by date': spread(40, (turn) => `experiment/?limit=100&order_by=-date&offset=${turn * 300}`),
  '50 runs of the Data page': spread(20, (turn) => `compositeexperiment/?limit=50&offset=${turn * 700}`),
  '100 plans': spread(40, (turn) => `plannedexperiment/?limit=100&offset=${turn * 400}`),
  'one result': spread(200, (turn) => `results/${1000 + turn * 150}/`),
};

async function startServer(what) {
  const child = fork(new URL(import.meta.url), ['--serve', what]);
  const [told] = await once(child, 'message');
  return { what, child, ...told, agent: new Agent({ keepAlive: true, maxSockets: connections }) };
}

async function call(server, message) {
  server.child.send(message);
  return (await once(server.child, 'message'))[0];
}

function ask({ url, agent }, path) {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(chunks) }));
    }).once('error', reject);
  });
}

/** Hands the simulator's answers to the bare server; returns the milliseconds that the first ones took. */
async function teach(simulator, bare, paths) {
  const answers = [];
  const before = await call(simulator, 'cpu');
  for (const path of paths) {
    const { status, bytes } = await ask(simulator, path);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    answers.push([path, bytes.toString('base64')]);
  }
  const cpu = (await call(simulator, 'cpu')).cpu - before.cpu;
  await call(bare, answers);
  const bytes = answers.reduce((sum, [, body]) => sum + Buffer.byteLength(body, 'base64'), 0);
  return { firstCpu: cpu / 1000 / paths.length, bytes: bytes / paths.length };
}

/** Milliseconds of CPU per request, and requests per second. */
async function measure(server, paths) {
  let turn = 0;
  const worker = async () => {
    while (turn < perRound) await ask(server, paths[turn++ % paths.length]);
  };
  const before = await call(server, 'cpu');
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  return {
    cpu: ((await call(server, 'cpu')).cpu - before.cpu) / 1000 / perRound,
    rate: perRound / seconds,
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare(simulator, bare, paths) {
  const { firstCpu, bytes } = await teach(simulator, bare, paths);
  const measured = { simulator: [], bare: [] };
  // The first requests of a kind are slower on either side: their code is not compiled yet.
  for (const server of [simulator, bare]) await measure(server, paths);
  for (let round = 0; round < rounds; round += 1) {
    measured.simulator.push(await measure(simulator, paths));
    measured.bare.push(await measure(bare, paths));
  }
  const of = (who, what) => median(measured[who].map((one) => one[what]));
  return {
    KB: Math.round(bytes / 1000),
    'first CPU-ms': firstCpu.toFixed(2),
    'CPU-ms': of('simulator', 'cpu').toFixed(2),
    'bare CPU-ms': of('bare', 'cpu').toFixed(2),
    'CPU / bare': (of('simulator', 'cpu') / of('bare', 'cpu')).toFixed(1),
    'req/s': Math.round(of('simulator', 'rate')),
    'bare / req/s': (of('bare', 'rate') / of('simulator', 'rate')).toFixed(1),
  };
}

async function measureStart(scale) {
  const simulator = await startServer(String(scale));
  simulator.child.disconnect();
  const { seconds, megabytes, runs, reports } = simulator;
  return { runs, reports, seconds: seconds.toFixed(1), MB: Math.round(megabytes) };
}

function tableOf(first, rows) {
  const names = [first, ...Object.keys(Object.values(rows)[0])];
  const lines = [names, ...Object.entries(rows).map(([row, cells]) => [row, ...Object.values(cells)])];
  const widths = names.map((_, place) => Math.max(3, ...lines.map((line) => String(line[place]).length)));
  const print = (cells) =>
    `| ${cells.map((cell, place) => String(cell).padEnd(widths[place])).join(' | ')} |`;
  const [head, ...body] = lines.map(print);
  return [head, print(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

async function keepInReadme(text) {
  const file = new URL('README.md', import.meta.url);
  const old = await readFile(file, 'utf8').catch(() => '# Measurements\n');
  const others = old.replace(/\n## Simulator\n[\s\S]*?(?=\n## |$)/, '').trimEnd();
  await writeFile(file, `${others}\n\n## Simulator\n\n${text}\n`);
}

async function run() {
  const starts = {};
  for (const scale of scales) starts[scale] = await measureStart(scale);
  const simulator = await startServer(String(scales.at(-1)));
  const bare = await startServer('bare');
  const requests = {};
  for (const [kind, paths] of Object.entries(kinds)) requests[kind] = await compare(simulator, bare, paths);
  const { megabytes } = await call(simulator, 'cpu');
  for (const { child } of [simulator, bare]) child.disconnect();
  const text = [
    `\`node bench/simulator.js\`, Node ${process.versions.node}. Start: seconds from the start of the process until it`,
    'listens, and its memory then.\n',
    tableOf('scale', starts),
    `\nRequests at scale ${scales.at(-1)}, ${connections} at once, medians of ${rounds} rounds of ${perRound}, against a bare`,
    '`node:http` server that writes the same bytes from memory. Of each kind many different requests are asked in turn;',
    '"first" is what each costs when it is asked for the first time, before its rows have been printed and kept.\n',
    tableOf('request', requests),
    `\nMemory after all of them: ${Math.round(megabytes)} MB.`,
  ].join('\n');
  console.log(text);
  await keepInReadme(text);
}

const told = () => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, megabytes: process.memoryUsage().rss / 1e6 };
};

async function startBare() {
  const bodies = new Map();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(bodies.get(request.url));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.on('message', (message) => {
    if (message !== 'cpu') for (const [path, body] of message) bodies.set(path, Buffer.from(body, 'base64'));
    process.send(told());
  });
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
}

async function startLab(scale) {
  const { url, lab } = await startSimulator({ scale });
  const runs = lab.rows('experiment').filter((run) => run.status === 'run').length;
  const reports = lab.rows('results').length;
  process.on('message', () => process.send(told()));
  process.send({ url, runs, reports, seconds: performance.now() / 1000, ...told() });
}

if (process.argv[2] === '--serve') {
  process.once('disconnect', () => process.exit());
  await (process.argv[3] === 'bare' ? startBare() : startLab(Number(process.argv[3])));
} else await run();
