/**
 * Makes dist/ from src/: every module on its own, the simulator's data, and GraphiQL as a page with all that it loads.
 * With --watch it also runs the gateway, and builds and starts it anew after each change.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, watch } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const at = (...parts) => join(root, ...parts);

/** One file per module: import.meta.url and stack traces stay true, and start-up is dominated by packages anyway. */
async function buildModules() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/**/*.ts'],
    outbase: 'src',
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  await removeStale(new Set(Object.keys(metafile.outputs)));
}

/** Modules that were renamed or removed must not live on in dist/. */
async function removeStale(written) {
  const found = await readdir(at('dist'), { recursive: true });
  const modules = found.filter((name) => /\.js(\.map)?$/.test(name) && !name.startsWith('graphiql'));
  const stale = modules.map((name) => join('dist', name)).filter((name) => !written.has(name));
  await Promise.all(stale.map((name) => rm(at(name), { force: true })));
}

function copyData() {
  const folders = ['simulator/data', 'simulator/overlays'];
  return Promise.all(folders.map((name) => cp(at('src', name), at('dist', name), { recursive: true })));
}

const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

const forBrowsers = {
  absWorkingDir: root,
  outdir: 'dist/graphiql',
  bundle: true,
  minify: true,
  legalComments: 'eof',
  target: 'es2022',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

/** Takes seconds, and its inputs rarely change: their hash is kept beside the result. */
async function buildGraphiql() {
  const hash = await hashOf(await inputsOfGraphiql());
  const stamp = at('dist/graphiql/.inputs');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) return;
  await Promise.all([
    build({ ...forBrowsers, entryPoints: ['src/server/graphiql/page.js'], format: 'esm' }),
    build({ ...forBrowsers, entryPoints: workers, format: 'iife' }),
  ]);
  await writeFile(stamp, hash);
}

async function inputsOfGraphiql() {
  const sources = await readdir(at('src/server/graphiql'));
  const packages = ['graphiql', 'react', 'react-dom', 'monaco-editor', 'monaco-graphql', '@graphiql/toolkit'];
  return [
    at('build.js'),
    ...sources.map((name) => at('src/server/graphiql', name)),
    ...packages.map((name) => at('node_modules', name, 'package.json')),
  ];
}

async function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file)).update(await readFile(file));
  return hash.digest('hex');
}

async function buildAll() {
  await mkdir(at('dist'), { recursive: true });
  await Promise.all([buildModules(), copyData(), buildGraphiql()]);
}

/** Runs the gateway, and again after each change; a change that does not build leaves the old one running. */
async function runAndWatch() {
  let gateway = start();
  let timer;
  let renewed = Promise.resolve();
  const renew = async () => {
    await buildAll();
    await stop(gateway);
    gateway = start();
  };
  // One after the other: two at once would leave two gateways. esbuild has told what is wrong with a build.
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (renewed = renewed.then(renew).catch(() => undefined)), 150);
  };
  for (const folder of ['src', 'schema', 'examples']) watch(at(folder), { recursive: true }, onChange);
  process.once('SIGTERM', () => process.exit()).once('exit', () => gateway.kill('SIGTERM'));
}

function start() {
  return spawn(process.execPath, ['--enable-source-maps', at('dist/main.js')], { stdio: 'inherit' });
}

async function stop(gateway) {
  if (gateway.exitCode !== null || gateway.signalCode !== null) return;
  const ended = new Promise((resolve) => gateway.once('exit', resolve));
  gateway.kill('SIGTERM');
  await ended;
}

await buildAll();
if (process.argv.includes('--watch')) await runAndWatch();
