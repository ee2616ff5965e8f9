#!/usr/bin/env node
// `npm run bench`: sets up the gateways and compares them, on this Node.js and on 24; writes the tables to README.md.
// With --quick: no timing, ours beside the floor and Apollo with DataLoader, for wrong answers and request counts.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const here = import.meta.dirname;
const gateways = join(here, 'gateways');
const { values: opt, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    peers: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    slice: { type: 'string', default: '1.2' },
    'upstream-port': { type: 'string', default: '4800' },
  },
  allowPositionals: true,
});
if (positionals.length > 0) throw new Error(`unknown: ${positionals.join(' ')}`);

const quickly = ['floor', 'apollo-dataloader', 'rundb-graphql'];
/** Those that take over a minute to install are asked for by name. */
const slowToInstall = ['hive-gateway'];
const isPeer = (name) => existsSync(join(gateways, 'peers', name, 'peer.json'));
const usual = readdirSync(join(gateways, 'peers')).filter(
  (name) => isPeer(name) && !slowToInstall.includes(name),
);
const names = opt.peers?.split(',') ?? (opt.quick ? quickly : usual);

const run = (dir, command, args) => execFileSync(command, args, { cwd: dir, stdio: ['ignore', 2, 2] });
function install(dir) {
  if (!existsSync(join(dir, 'package-lock.json')) || existsSync(join(dir, 'node_modules'))) return;
  run(dir, 'npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Folder of the Node.js 24 that bench/ has installed; undefined on machines for which there is none. */
function node24() {
  install(here);
  return ['x64', 'arm64']
    .map((cpu) => join(here, 'node_modules', `node-linux-${cpu}`, 'bin'))
    .find((folder) => existsSync(join(folder, 'node')));
}

const port = ['--upstream-port', opt['upstream-port']];
const script = (name) => join(gateways, name);
const on = (node) => (node ? ['--node', node] : []);
const capture = (args) =>
  execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    maxBuffer: 2 ** 26,
  });

function measure(node, label) {
  const named = ['--peers', names.join(',')];
  const out = (name) => ['--out', join(gateways, 'out', `${label}-${name}.json`)];
  const timed = ['--rounds', opt.rounds, '--slice', opt.slice];
  const common = [...named, ...on(node), ...port];
  const tables = capture([script('run.js'), ...common, ...timed, ...out('all')]);
  const dear = capture([
    ...[script('run.js'), ...common, ...timed, ...out('dear')],
    ...['--per-object', '2', '--workloads', 'W1,W3,W5', '--slow-only'],
  ]);
  const growing = names.filter((name) => quickly.includes(name) || name === 'grafast');
  const growth = capture([script('growth.js'), '--peers', growing.join(','), ...on(node), ...port]);
  return [
    `### On Node.js ${label}\n`,
    tables.replaceAll(/^### /gm, '#### '),
    '#### With 2 ms more a row\n',
    'Tables as above; what counts are the times with delay.\n',
    dear.replaceAll(/^### /gm, '##### '),
    '#### Growth: W5 on 400, 4,000 and 40,000 reports\n',
    growth,
  ].join('\n');
}

const marks = ['<!-- gateways: written by npm run bench -->', '<!-- end of gateways -->'];
function publish(sections) {
  const path = join(here, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(marks[0]);
  const after = rest?.split(marks[1])[1];
  if (after === undefined) throw new Error('README.md has no place for the tables');
  writeFileSync(path, [before, marks[0], '\n\n', sections.join('\n\n'), '\n\n', marks[1], after].join(''));
  run(join(here, '..'), 'npx', ['prettier', '--write', path]);
}

for (const name of names) install(join(gateways, 'peers', name));
if (names.includes('rundb-graphql')) run(join(here, '..'), process.execPath, ['build.js']);
if (opt.quick) {
  const args = [script('quick.js'), '--peers', names.join(','), ...port];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
} else {
  const machine = `${cpus().length} cores (${cpus()[0].model.trim()}), ${new Date().toISOString().slice(0, 10)}.`;
  const folder = node24();
  const own = process.version.slice(1);
  const sections = [measure(undefined, own)];
  if (folder)
    sections.push(
      measure(
        folder,
        execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' }).trim().slice(1),
      ),
    );
  publish([`${machine} ${opt.rounds} rounds of ${opt.slice} s.`, ...sections]);
}
