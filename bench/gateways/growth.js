#!/usr/bin/env node
// W5 on labs of 400, 4,000 and 40,000 reports: time and memory per row. One process a lab, since the data is made once.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Connection } from './connection.js';
import { check, credentials } from './gateway.js';
import { cpuMs, rssMb, tree } from './process.js';
import { here, startPeer, startUpstream, stopAll } from './processes.js';

const { values: opt } = parseArgs({
  options: {
    peers: { type: 'string', default: 'floor,apollo-dataloader,rundb-graphql' },
    sizes: { type: 'string', default: '400,4000,40000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string' },
    'upstream-port': { type: 'string', default: '4800' },
    one: { type: 'string' },
  },
});
const port = Number(opt['upstream-port']);
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const peakMb = (pids) =>
  pids.reduce(
    (sum, pid) =>
      sum + Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? 0) / 1024,
    0,
  );

/** What W5 takes of one gateway in the lab that REPORTS names. */
async function measure(name) {
  const upstream = await startUpstream(port, { REPORTS: process.env.REPORTS });
  // The stub makes its tables when they are first asked for, which is no gateway's time.
  for (const name of ['results', 'projectresults', 'libmetrics'])
    await fetch(`${upstream.url}/rundb/api/v1/${name}/?limit=1`, { headers: { authorization: credentials } });
  const peer = await startPeer(join(here, 'peers', name), port + 1, { upstream, node: opt.node });
  const pids = tree(peer.pid);
  const { hostname, port: own } = new URL(peer.url);
  const [plan] = peer.plans.W5;
  const rest = rssMb(pids);
  const times = [];
  const cpu = [];
  for (let round = 0; round <= Number(opt.rounds); round += 1) {
    // A new one each time: checking takes longer than servers keep idle connections.
    const connection = new Connection(hostname, Number(own));
    const before = cpuMs(pids);
    const began = performance.now();
    const answer = await connection.send(plan.bytes);
    if (round > 0) times.push(performance.now() - began);
    if (round > 0) cpu.push(cpuMs(pids) - before);
    connection.close();
    check(plan, 'W5', answer);
  }
  return { ms: middle(times), cpu: middle(cpu), rest, peak: peakMb(pids) };
}

const show = (number) => number.toPrecision(3);
function row(name, reports) {
  const args = [import.meta.filename, '--one', name, '--rounds', opt.rounds, '--upstream-port', String(port)];
  const own = { ...process.env, REPORTS: reports };
  try {
    const text = execFileSync(process.execPath, [...args, ...(opt.node ? ['--node', opt.node] : [])], {
      env: own,
      encoding: 'utf8',
    });
    const { ms, cpu, rest, peak } = JSON.parse(text);
    const perRow = (value) => show((value / Number(reports)) * 1000);
    return `| ${name} | ${reports} | ${show(ms)} | ${perRow(ms)} | ${perRow(cpu)} | ${show(peak)} | ${perRow((peak - rest) * 1024)} |`;
  } catch {
    return `| ${name} | ${reports} | not answered | | | | |`;
  }
}

if (opt.one !== undefined) {
  try {
    console.log(JSON.stringify(await measure(opt.one)));
  } finally {
    stopAll();
  }
} else {
  console.log(
    '| gateway | reports | ms | µs a report | CPU µs a report | peak MB | peak above rest, KB of 1,000 reports |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  for (const name of opt.peers.split(','))
    for (const reports of opt.sizes.split(',')) console.log(row(name, reports));
}
