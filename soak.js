/**
 * Runs a soak of test/soak/: transpiles the modules that the tests import into a folder of its own and starts
 * test/soak/run.ts there, with the arguments given. Ends as that ends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
/** Below node_modules, so that packages are found; not in dist/, which another build may be writing. */
const cache = join(root, 'node_modules', '.cache');

/** One file per module: data is found beside the module that reads it. */
async function transpile(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/**/*.ts', 'test/soak/**/*.ts', 'test/support/**/*.ts', 'test/schema/*.ts'],
    outbase: '.',
    outdir: folder,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  for (const data of ['src/simulator/data', 'src/simulator/overlays', 'schema'])
    await symlink(join(root, data), join(folder, data)).catch(ignoreExisting);
}

function ignoreExisting(error) {
  if (error.code !== 'EEXIST') throw error;
}

await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, 'soak-'));
try {
  await transpile(folder);
  const program = join(folder, 'test/soak/run.js');
  const args = ['--enable-source-maps', program, ...process.argv.slice(2)];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit');
  process.exitCode = code ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
