import type { IncomingHttpHeaders } from 'node:http';
import type { Row } from '../../src/simulator/api.js';
import { USERS } from '../../src/simulator/http/users.js';
import type { Simulator } from '../../src/simulator/server.js';

/** Begins every secret that is planted in a lab; nothing else holds it. */
export const planted = 'planted-secret';

const plantedJson = (place: string) => JSON.stringify({ token: `${planted}-${place}` });

/** Columns of rundb that every user may read over REST, and nobody here. */
const secretColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rig: { ftpusername: `${planted}-ftp-user`, ftppassword: `${planted}-ftp-password` },
  plugin: { config: plantedJson('plugin'), userinputfields: plantedJson('plugin-fields') },
  pluginresult: { apikey: `${planted}-result` },
  ionmeshnode: { apikey_local: `${planted}-local`, apikey_remote: `${planted}-remote` },
  user: { email: `${planted}@lab` },
};

/** Plants secrets in a lab that nobody has asked anything yet. */
export function plantSecrets({ lab }: Simulator): void {
  for (const [table, columns] of Object.entries(secretColumns)) {
    for (const row of lab.rows(table)) Object.assign(row, columns);
  }
  for (const row of lab.rows('experimentanalysissettings')) plantInSettings(row);
}

/** What people typed into the forms of plugins: names of servers with their tokens among it. */
function plantInSettings(row: Row): void {
  const plugins = readJson(row['selectedPlugins']);
  if (typeof plugins !== 'object' || plugins === null) return;
  for (const plugin of Object.values(plugins)) {
    if (typeof plugin?.userInput === 'object' && plugin.userInput !== null)
      plugin.userInput.token = `${planted}-input`;
  }
  row['selectedPlugins'] = typeof row['selectedPlugins'] === 'string' ? JSON.stringify(plugins) : plugins;
}

function readJson(stored: unknown): Record<string, { userInput?: Record<string, unknown> | null }> | null {
  return typeof stored === 'string' ? JSON.parse(stored) : (stored as never);
}

/** Secrets shorter than this would be found in any text; passwords of the simulated users are their names. */
const shortest = 8;

/** What a caller proves himself with in these headers. */
export function secretsIn(headers: IncomingHttpHeaders): string[] {
  const sent = Object.entries(headers).filter(([name]) => name.includes('authorization'));
  const cookie = /sessionid="?([^;"\s]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
  return [...sent.flatMap(([, value]) => secretsOf(String(value))), cookie].filter(isTelling);
}

/** What is secret of an `Authorization` header: all behind its scheme, and a key or password alone. */
export function secretsOf(authorization: string): string[] {
  const [scheme = '', secret = ''] = authorization.split(/ +/);
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(secret, 'base64').toString('latin1') : secret;
  return [secret, pair.slice(pair.indexOf(':') + 1)].filter(isTelling);
}

const isTelling = (secret: string) => secret.length >= shortest && !USERS.some(({ name }) => name === secret);
