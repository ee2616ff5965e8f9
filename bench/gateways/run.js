#!/usr/bin/env node
// Side-by-side benchmark of gateways over the rundb stub. See README.md for the options and what is measured.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { Connection } from './connection.js';
import { check, gateway } from './gateway.js';
import { cpuMs, rssMb, tree } from './process.js';
import { here, startPeer, startUpstream, stopAll } from './processes.js';
import { floorOf, table } from './table.js';
import { workloads } from './workloads.js';

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
    'slow-only': { type: 'boolean' },
    out: { type: 'string', default: join(here, 'out', 'results.json') },
    into: { type: 'string' },
    node: { type: 'string' },
  },
});
const upstreamPort = Number(opt['upstream-port']);

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

/** Version of the Node.js that the gateways run on. */
const nodeVersion = (folder) =>
  folder ? execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' }).trim() : process.version;

const node = opt.node && resolve(opt.node);
const upstream = await startUpstream(upstreamPort);
const { control } = upstream;
try {
  const gateways = [];
  if (opt.target)
    gateways.push(gateway(opt.name, opt.target, JSON.parse(readFileSync(opt.queries, 'utf8')), opt.pid));
  const names =
    opt.peers?.split(',').filter(Boolean) ??
    (opt.target
      ? []
      : readdirSync(join(here, 'peers')).filter((name) =>
          existsSync(join(here, 'peers', name, 'peer.json')),
        ));
  const dirs = [
    ...names.map((name) => join(here, 'peers', name)),
    ...opt['peer-dir'].map((dir) => resolve(dir)),
  ];
  for (const [i, dir] of dirs.entries())
    gateways.push(await startPeer(dir, upstreamPort + 1 + i, { upstream, node }));

  const keys = opt.workloads?.split(',') ?? Object.keys(workloads),
    seconds = Number(opt.slice),
    runs = {};
  const modes = [
    ...(opt['slow-only'] ? [] : [{ mode: 'fast', delay: 0, concurrency: 0 }]),
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
          `round ${round + 1} ${key} ${peer.name} ${run.error ?? Object.values(run.slices)[0]?.at(-1).n}\n`,
        );
      }
  for (const byPeer of Object.values(runs))
    for (const run of Object.values(byPeer)) {
      if (byPeer.floor) run.floor = floorOf(byPeer.floor); // of the same session: what this run's figures are given against
      for (const slot of Object.values(run.slices))
        for (const one of slot) one.times = one.times.map((t) => Math.round(t * 1000) / 1000);
    }
  let report = { date: new Date().toISOString(), node: nodeVersion(node), runs };
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
