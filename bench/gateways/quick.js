#!/usr/bin/env node
// Every workload once, without timing: whether each gateway answers rightly, and with as few requests as it should.
// Ends with 1 where one does not.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Connection } from './connection.js';
import { check } from './gateway.js';
import { here, startPeer, startUpstream, stopAll } from './processes.js';
import { workloads } from './workloads.js';

const { values: opt } = parseArgs({
  options: {
    peers: { type: 'string', default: 'floor,apollo-dataloader,rundb-graphql' },
    node: { type: 'string' },
    'upstream-port': { type: 'string', default: '4800' },
  },
});

/** Most requests that an answer may take, by gateway. */
const most = {
  floor: { W0: 0, W1: 1, W2: 1, W3: 4, W4: 5, W5: 8 },
  'apollo-dataloader': { W0: 0, W1: 1, W2: 2, W3: 4, W4: 5, W5: 24 },
  'rundb-graphql': { W0: 0, W1: 1, W2: 1, W3: 4, W4: 5, W5: 8 },
};

async function ask(peer, plan) {
  const { hostname, port } = new URL(peer.url);
  const connection = new Connection(hostname, Number(port));
  try {
    return await connection.send(plan.bytes);
  } finally {
    connection.close();
  }
}

/** Its variables one after the other, and then all at once; resolves to requests an answer of the first. */
async function run(peer, key, control) {
  const plans = peer.plans[key];
  const before = await control('/__stats');
  for (const plan of plans) check(plan, key, await ask(peer, plan));
  const { requests, errors } = await control('/__stats');
  if (errors > before.errors) throw new Error(`${errors - before.errors} requests were refused`);
  const many = Array.from({ length: workloads[key].heavy ? 2 : 16 }, (_, i) => plans[i % plans.length]);
  await Promise.all(many.map(async (plan) => check(plan, key, await ask(peer, plan))));
  return (requests - before.requests) / plans.length;
}

async function judge(peer, key, control) {
  const allowed = most[peer.name]?.[key] ?? Infinity;
  try {
    const requests = await run(peer, key, control);
    const isGood = requests <= allowed;
    console.log(
      `${isGood ? 'ok ' : 'BAD'} ${key} ${peer.name}: ${requests} requests an answer, at most ${allowed}`,
    );
    return isGood;
  } catch (error) {
    console.log(`BAD ${key} ${peer.name}: ${error.message}`);
    return false;
  }
}

const port = Number(opt['upstream-port']);
try {
  const upstream = await startUpstream(port);
  let isGood = true;
  for (const [i, name] of opt.peers.split(',').entries()) {
    const peer = await startPeer(join(here, 'peers', name), port + 1 + i, { upstream, node: opt.node });
    for (const key of Object.keys(peer.plans)) isGood = (await judge(peer, key, upstream.control)) && isGood;
  }
  process.exitCode = isGood ? 0 : 1;
} finally {
  stopAll();
}
