/**
 * Runs programs of test/, which are TypeScript and use what the tests use: transpiles the modules into a folder of its
 * own and starts the program there.
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
    entryPoints: [
      'src',
      'test/docs',
      'test/planning',
      'test/schema',
      'test/soak',
      'test/stack',
      'test/support',
    ].map((part) => `${part}/**/*.ts`),
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

/** Runs a module, such as test/soak/run.ts, with the project's folder as its own; ends this process as that ends. */
export async function runProgram(module, args) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'program-'));
  try {
    await transpile(folder);
    const program = join(folder, module.replace(/\.ts$/, '.js'));
    const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    // This process goes on until the program has ended, and then cleans up; the terminal's Ctrl-C reaches both.
    process.on('SIGTERM', () => child.kill('SIGTERM')).on('SIGINT', () => child.kill('SIGINT'));
    const [code] = await once(child, 'exit');
    process.exitCode = code ?? 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}
