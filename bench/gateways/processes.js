// The processes of one session: the upstream and the gateways. They are ended together.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { credentials, gateway } from './gateway.js';
import { tree } from './process.js';

export const here = import.meta.dirname;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const children = [];

/** `node`: the folder of the Node.js that the process finds first; that of this process where it is left out. */
export function start(dir, command, { node, ...env }) {
  mkdirSync(join(here, 'out'), { recursive: true });
  const log = openSync(join(here, 'out', `${basename(dir)}.log`), 'w');
  const child = spawn(command[0], command.slice(1), {
    cwd: dir,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      PATH: [...(node ? [node] : []), process.env.PATH].join(delimiter),
      NODE_ENV: 'production',
      ...env,
    },
  });
  children.push(child);
  return child;
}

export function stopAll() {
  for (const child of children.splice(0))
    for (const pid of tree(child.pid).reverse())
      try {
        process.kill(Number(pid), 'SIGTERM');
      } catch {}
}
process.on('SIGINT', () => {
  stopAll();
  process.exit(1);
});

async function ready(child, test) {
  for (let i = 0; i < 300 && child.exitCode === null; i++, await sleep(200))
    try {
      if (await test()) return;
    } catch {}
  throw new Error(`${child.spawnargs.join(' ')} did not come up; see out/*.log`);
}

/** The stub of rundb, and how to speak to it beside the gateways. */
export async function startUpstream(port, env = {}) {
  const url = `http://127.0.0.1:${port}`;
  const control = async (path) => (await fetch(url + path)).json();
  const child = start(join(here, 'upstream'), ['node', 'server.js'], { PORT: String(port), ...env });
  await ready(child, () => control('/__stats'));
  return { url, control };
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const peerDefaults = { start: ['node', 'server.js'], path: '/graphql', queries: '../queries.json' };

/** Starts the gateway of a folder, and waits until it answers. */
export async function startPeer(dir, port, { upstream, node }) {
  const file = join(dir, 'peer.json');
  const peer = { ...peerDefaults, ...(existsSync(file) && readJson(file)) };
  const url = `http://127.0.0.1:${port}${peer.path}`;
  const child = start(dir, peer.start, { PORT: String(port), RUNDB_URL: upstream.url, node, ...peer.env });
  const headers = { 'content-type': 'application/json', authorization: credentials };
  const asked = { method: 'POST', headers, body: '{"query":"{ __typename }"}' };
  await ready(child, async () => (await fetch(url, asked)).status < 500);
  return gateway(basename(dir), url, readJson(join(dir, peer.queries)), child.pid);
}
