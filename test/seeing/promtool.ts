import { execFileSync, spawnSync } from 'node:child_process';

/** Where Debian's package `prometheus` is not installed, what it checks is left out; on the build machine it has to be. */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

if (!hasPromtool) {
  if (process.env['CI']) throw new Error('promtool is missing: install the Debian package "prometheus"');
  process.stdout.write('promtool is not installed: rules and metrics are not checked by it\n');
}

/** What promtool says. Throws with that when it finds a fault. */
export function promtool(args: readonly string[], input = ''): string {
  try {
    return execFileSync('promtool', args, { input, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`promtool ${args.join(' ')}: ${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
