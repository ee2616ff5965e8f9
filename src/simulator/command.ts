import { parseArgs } from 'node:util';
import { USERS } from './http/users.js';
import type { Simulator, SimulatorOptions } from './server.js';

export const HELP = `A simulated Torrent Server, for those who have none at hand.

  npm run simulator -- [options]

  --port N           port to listen on (8500; 0 takes a free one)
  --host ADDRESS     address to listen on (127.0.0.1)
  --data DIR         folder with a lab's data, instead of the lab that comes along
  --trust-loopback   log callers from this machine in as superuser, as a real server does
  --help             this text

GET /__log tells the requests since the last DELETE /__log.
`;

const OPTIONS = {
  port: { type: 'string', default: '8500' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  'trust-loopback': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What a command line asks for: undefined for help. Throws an Error that says what is wrong with it. */
export function readCommand(args: readonly string[]): SimulatorOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port: "${values.port}" is no port number`);
  const data = values.data === undefined ? {} : { data: values.data };
  return { port, host: values.host, ...data, trustLoopback: values['trust-loopback'] };
}

/** One line: where the simulator listens, and with which credentials it can be asked. */
export function describeStart(simulator: Simulator): string {
  const active = USERS.filter((user) => user.isActive);
  const credentials = active.map((user) => `"ApiKey ${user.name}:${user.key}"`).join(', ');
  return `Simulated Torrent Server at ${simulator.url}/rundb/api/v1/ for Authorization: ${credentials}\n`;
}
