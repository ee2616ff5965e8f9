#!/usr/bin/env node
// Side-by-side benchmark of gateways over the rundb stub. See README.md for the options and what is measured.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { Connection, post } from './connection.js';
import { cpuMs, rssMb, tree } from './process.js';
import { floorOf, table } from './table.js';
import { leaves, workloads } from './workloads.js';

const here = dirname(fileURLToPath(import.meta.url));
const { values: opt } = parseArgs({
  options: {
    peers: { type: 'string' },
    'peer-dir': { type: 'string', multiple: true, default: [] },
    workloads: { type: 'string' },
    target: { type: 'string' },
    queries: { type: 'string' },
    pid: { type: 'string' },
    name: { type: 'string', default: 'target' },
    rounds: { type: 'string', default: '3' },
    slice: { type: 'string', default: '1.2' },
    delay: { type: 'string', default: '25' },
    limit: { type: 'string', default: '8' },
    'per-object': { type: 'string', default: '0' },
    'upstream-port': { type: 'string', default: '4800' },
    'no-delay': { type: 'boolean' },
    out: { type: 'string', default: join(here, 'out', 'results.json') },
    into: { type: 'string' },
  },
});
const upstreamPort = Number(opt['upstream-port']),
  RUNDB_URL = `http://127.0.0.1:${upstreamPort}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const credentials = 'ApiKey bench:key';
const children = [];

function start(dir, command, env) {
  mkdirSync(join(here, 'out'), { recursive: true });
  const log = openSync(join(here, 'out', `${dir.split('/').at(-1)}.log`), 'w');
  const child = spawn(command[0], command.slice(1), {
    cwd: dir,
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  children.push(child);
  return child;
}
function stopAll() {
  for (const child of children)
    for (const pid of tree(child.pid).reverse())
      try {
        process.kill(Number(pid), 'SIGTERM');
      } catch {}
}
process.on('SIGINT', () => {
  stopAll();
  process.exit(1);
});

const control = async (path) => (await fetch(RUNDB_URL + path)).json();
async function ready(child, test) {
  for (let i = 0; i < 300 && child.exitCode === null; i++, await sleep(200))
    try {
      if (await test()) return;
    } catch {}
  throw new Error(`${child.spawnargs.join(' ')} did not come up; see out/*.log`);
}

// One gateway: where it listens, what it is asked, and which answers have been checked.
function gateway(name, url, queries, pid) {
  return {
    name,
    url,
    pid,
    plans: Object.fromEntries(
      Object.entries(workloads)
        .filter(([key]) => queries[key])
        .map(([key, { variables }]) => {
          const query = queries[key];
          return [
            key,
            variables.map((values) => ({
              values,
              checked: null,
              bytes: post(
                url,
                {
                  query,
                  variables: Object.fromEntries(
                    Object.entries(values).filter(([v]) => query.includes(`$${v}`) || !query.includes('{')),
                  ),
                },
                credentials,
              ),
            })),
          ];
        }),
    ),
  };
}
/** Floats may be rounded in their last digits (Tailcall's are), and an instant may be printed in another form. */
const instant = (text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN);
const isSame = (want, got) =>
  Math.abs(want - got) <= 1e-12 * Math.abs(want) || instant(want) === instant(got);
function check(plan, key, { status, body }) {
  if (plan.checked?.equals(body)) return;
  let answer;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new Error(`status ${status}, not JSON: ${body.subarray(0, 200)}`);
  }
  if (answer.errors) throw new Error(`errors: ${JSON.stringify(answer.errors).slice(0, 300)}`);
  const got = leaves(answer.data),
    want = workloads[key].expected(plan.values).map(String);
  const at = want.findIndex((value, i) => value !== got[i] && !isSame(value, got[i]));
  if (at >= 0 || got.length !== want.length)
    throw new Error(
      `wrong answer: ${got.length} leaves of ${want.length}, first difference at ${at}: ${got[at]} for ${want[at]}`,
    );
  plan.checked = Buffer.from(body);
}

/** runs one workload for `seconds` (every worker at least once) and returns what it took */
async function slice(peer, key, concurrency, seconds) {
  const { hostname, port } = new URL(peer.url),
    plans = peer.plans[key],
    times = [];
  const pids = peer.pid ? tree(peer.pid) : [];
  const before = await control('/__stats'),
    cpu = cpuMs(pids),
    began = performance.now();
  let turn = Math.floor(Math.random() * plans.length),
    size = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      const connection = new Connection(hostname, Number(port));
      try {
        do {
          const plan = plans[turn++ % plans.length],
            t = performance.now();
          const answer = await connection.send(plan.bytes);
          times.push(performance.now() - t);
          check(plan, key, answer);
          size = answer.body.length;
        } while (performance.now() - began < seconds * 1000);
      } finally {
        connection.close();
      }
    }),
  );
  const wall = performance.now() - began,
    used = cpuMs(pids) - cpu,
    after = await control('/__stats');
  return {
    n: times.length,
    wall,
    cpu: used,
    times,
    requests: after.requests - before.requests,
    upstreamBytes: after.bytes - before.bytes,
    upstreamErrors: after.errors - before.errors,
    size,
    rss: rssMb(pids),
    load: loadavg()[0],
  };
}

const upstream = start(join(here, 'upstream'), ['node', 'server.js'], { PORT: String(upstreamPort) });
try {
  await ready(upstream, () => control('/__stats'));
  const gateways = [];
  if (opt.target)
    gateways.push(gateway(opt.name, opt.target, JSON.parse(readFileSync(opt.queries, 'utf8')), opt.pid));
  const names =
    opt.peers?.split(',').filter(Boolean) ??
    (opt.target
      ? []
      : readdirSync(join(here, 'peers')).filter(
          (name) =>
            existsSync(join(here, 'peers', name, 'peer.json')) ||
            existsSync(join(here, 'peers', name, 'package.json')),
        ));
  const dirs = [
    ...names.map((name) => join(here, 'peers', name)),
    ...opt['peer-dir'].map((dir) => resolve(dir)),
  ];
  for (const [i, dir] of dirs.entries()) {
    const peer = {
      start: ['node', 'server.js'],
      path: '/graphql',
      queries: '../queries.json',
      ...(existsSync(join(dir, 'peer.json')) ? JSON.parse(readFileSync(join(dir, 'peer.json'), 'utf8')) : {}),
    };
    const port = upstreamPort + 1 + i,
      url = `http://127.0.0.1:${port}${peer.path}`;
    const child = start(dir, peer.start, { PORT: String(port), RUNDB_URL, ...peer.env });
    await ready(
      child,
      async () =>
        (
          await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: credentials },
            body: '{"query":"{ __typename }"}',
          })
        ).status < 500,
    );
    gateways.push(
      gateway(
        dir.split('/').at(-1),
        url,
        JSON.parse(readFileSync(join(dir, peer.queries), 'utf8')),
        child.pid,
      ),
    );
  }

  const keys = opt.workloads?.split(',') ?? Object.keys(workloads),
    seconds = Number(opt.slice),
    runs = {};
  const modes = [
    { mode: 'fast', delay: 0, concurrency: 0 },
    ...(opt['no-delay'] ? [] : [{ mode: 'slow', delay: Number(opt.delay), concurrency: Number(opt.limit) }]),
  ];
  for (let round = 0; round < Number(opt.rounds); round++)
    for (const key of keys)
      for (let g = 0; g < gateways.length; g++) {
        const peer = gateways[(g + round) % gateways.length]; // another order each round
        if (!peer.plans[key]) continue;
        const run = ((runs[key] ??= {})[peer.name] ??= { slices: {} });
        if (run.error) continue;
        try {
          await control('/__set?delay=0&perObject=0&concurrency=0');
          if (round === 0)
            for (const c of [1, 16])
              await slice(peer, key, workloads[key].heavy ? 1 : c, workloads[key].heavy ? 0.5 : 1); // warm-up
          for (const { mode, delay, concurrency } of modes) {
            await control(
              `/__set?delay=${delay}&perObject=${delay ? opt['per-object'] : 0}&concurrency=${concurrency}`,
            );
            for (const c of [1, workloads[key].heavy ? 4 : 16]) {
              const slot = (run.slices[`${mode}-c${c === 1 ? 1 : 'n'}`] ??= []);
              if (slot[0]?.wall > 6000 || (c > 1 && run.slices[`${mode}-c1`][0].wall > 8000)) continue; // too slow to repeat
              slot.push({
                concurrency: c,
                ...(await slice(peer, key, c, key === 'W0' && mode === 'slow' ? 0.3 : seconds)),
              });
            }
          }
        } catch (error) {
          run.error = error.message;
        }
        process.stderr.write(
          `round ${round + 1} ${key} ${peer.name} ${run.error ?? run.slices['fast-c1'].at(-1).n}\n`,
        );
      }
  for (const byPeer of Object.values(runs))
    for (const run of Object.values(byPeer)) {
      if (byPeer.floor) run.floor = floorOf(byPeer.floor); // of the same session: what this run's figures are given against
      for (const slot of Object.values(run.slices))
        for (const one of slot) one.times = one.times.map((t) => Math.round(t * 1000) / 1000);
    }
  let report = { date: new Date().toISOString(), node: process.version, runs };
  if (opt.into) {
    // a former report, in which these peers (but not the floor) replace their namesakes
    report = JSON.parse(readFileSync(opt.into, 'utf8'));
    for (const [key, byPeer] of Object.entries(runs)) {
      const { floor, ...others } = byPeer;
      report.runs[key] = { ...report.runs[key], ...(report.runs[key]?.floor ? others : byPeer) };
    }
  }
  mkdirSync(dirname(opt.out), { recursive: true });
  writeFileSync(opt.into ?? opt.out, JSON.stringify(report));
  console.log(table(report, workloads));
} finally {
  stopAll();
}
