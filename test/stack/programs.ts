import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian packages of the programs that do not come along. */
const packages: Readonly<Record<string, string>> = { nginx: 'nginx-light', 'redis-server': 'redis-server' };

/** Where a program is. @throws what to install where it is missing */
export function findProgram(name: string): string {
  if (name === 'node') return process.execPath;
  const found = placesOf(name).find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(`${name} is missing: install the Debian package ${packages[name] ?? name}`);
}

/** Users' own paths leave out where Debian has its servers. */
function placesOf(name: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...folders, '/usr/sbin', '/usr/local/sbin'].map((folder) => join(folder, name));
}

/** Whether the stack can run here; without its programs tests of it are skipped, but never under CI. */
export function canRunStack(): boolean {
  try {
    Object.keys(packages).forEach(findProgram);
    return true;
  } catch (error) {
    if (process.env['CI']) throw error;
    process.stderr.write(`skipped: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}
