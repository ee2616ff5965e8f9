/**
 * The script that labs write today and the gateway, side by side: the same questions of the same simulated Torrent Server,
 * which takes as long as a real one does for each request and each row (its weather `real`). `node build.js` first; writes
 * docs/scripts.md and docs/scripts.svg. Fails when an answer of the two differs.
 *
 *   node bench/scripts/run.js [rounds]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { USERS } from '../../dist/simulator/http/users.js';
import { drawBars } from './picture.js';
import { QUESTIONS } from './questions.js';
import { writePage } from './page.js';

const rounds = Number(process.argv[2] ?? 3);
const folder = new URL('../../', import.meta.url);
const [{ name, key }] = USERS;
const headers = { authorization: `ApiKey ${name}:${key}`, 'content-type': 'application/json' };

/** Starts a program of dist/ and reads its address from what it prints. */
async function start(args, environment) {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (!url) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error(`${args.join(' ')} did not start`);
}

async function json(url, options) {
  const answer = await fetch(url, { headers, ...options });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

async function ask(gateway, example) {
  const query = await readFile(new URL(`examples/${example}.graphql`, folder), 'utf8');
  const { data, errors } = await json(`${gateway}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query }),
  });
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const log = (simulator) => json(`${simulator}/__log`);

/** What one way to an answer takes: seconds, and the requests that the Torrent Server saw. */
async function measure(simulator, answer) {
  await fetch(`${simulator}/__log`, { method: 'DELETE' });
  const started = performance.now();
  const facts = await answer();
  const seconds = (performance.now() - started) / 1000;
  return { facts, seconds, requests: (await log(simulator)).length };
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

function firstDifference(one, other) {
  const place = one.findIndex((value, index) => !isDeepStrictEqual(value, other[index]));
  return JSON.stringify([one.length, other.length, place, one[place], other[place]]);
}

async function compare({ simulator, gateway }, question) {
  const ways = { script: [], graph: [] };
  for (let round = 0; round < rounds; round += 1) {
    const script = await measure(simulator, () => question.script((path) => json(simulator + path)));
    const graph = await measure(simulator, async () => question.facts(await ask(gateway, question.example)));
    if (!isDeepStrictEqual(script.facts, graph.facts)) {
      throw new Error(`${question.title}: the answers differ
${firstDifference(script.facts, graph.facts)}`);
    }
    ways.script.push(script);
    ways.graph.push(graph);
  }
  const sum = (way) => ({
    requests: Math.max(...ways[way].map(({ requests }) => requests)),
    seconds: median(ways[way].map(({ seconds }) => seconds)),
  });
  return { title: question.title, example: question.example, script: sum('script'), graph: sum('graph') };
}

const simulator = await start(['dist/simulator/main.js', '--port', '0', '--weather', 'real']);
const gateway = await start(['dist/main.js'], {
  RUNDB_URL: simulator.url,
  PORT: '0',
  LOG_LEVEL: 'info',
  CACHE: 'off',
});
try {
  // What the gateway finds out once about a server is not part of a question.
  await ask(gateway.url, '2-chips-starting-with-31');
  const rows = [];
  for (const question of QUESTIONS) {
    const row = await compare({ simulator: simulator.url, gateway: gateway.url }, question);
    rows.push(row);
    process.stdout.write(`${JSON.stringify(row)}\n`);
  }
  await writeFile(new URL('docs/scripts.svg', folder), drawBars(rows));
  await writeFile(new URL('docs/scripts.md', folder), writePage(rows, rounds));
} finally {
  for (const { child } of [gateway, simulator]) {
    child.kill();
    await once(child, 'exit');
  }
}
