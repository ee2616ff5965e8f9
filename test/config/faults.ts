import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../src/config.js';

/** What is wrong with an environment, in the words that the operator reads; none where nothing is. */
export function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

/** Path of a new file that holds the text. */
export function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'servers-')), 'servers.yaml');
  writeFileSync(path, text);
  return path;
}

/** Of the exchanges with a Torrent Server by default, in milliseconds. */
export const timeouts = { connect: 3000, response: 30_000, request: 60_000 };
