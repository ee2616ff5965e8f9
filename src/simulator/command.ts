import { parseArgs } from 'node:util';
import { readFlagNumber } from './flag-numbers.js';
import { USERS } from './http/users.js';
import { RELEASE_NAMES, type ReleaseName } from './releases/release.js';
import type { Simulator, SimulatorOptions } from './server.js';
import { readWeatherFlags } from './weather/weather-flags.js';

export const HELP = `A simulated Torrent Server, for those who have none at hand.

  npm run simulator -- [options]

Where
  --port N           port to listen on (8500; 0 takes a free one)
  --host ADDRESS     address to listen on (127.0.0.1)

The lab
  --data DIR         folder with a lab's data, instead of the lab that comes along
  --overlay FILE     rows to lay over it: a file, odd-rows, what-the-lab-lacks or unprintable-rows; may be repeated
  --release NAME     of the Torrent Suite: 5.18 (the default), 4.0 or 3.6
  --scale N          N times as many runs, reports, plans and samples (1)
  --seed N           of all that is made up at random (1)
  --live             time passes: runs start, reports appear, plugins end
  --live-speed X     X times as fast as real time (60), with --live

Weather
  --weather NAME     real (as slow as a real server), maintenance, or a file of JSON
  --delay MS         milliseconds before every answer: 25, 10-50, or real
  --at-once N        requests in service at once; the others wait

Access
  --trust-loopback   log callers from this machine in as superuser, as a real server does
  --no-control       without the paths below

  --help             this text

GET /__log tells the requests since the last DELETE /__log; PUT /__weather changes the weather, DELETE clears it;
POST /__tick lets the lab's work go on by a step. docs/simulator.md tells all of it.
`;

const OPTIONS = {
  port: { type: 'string', default: '8500' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  overlay: { type: 'string', multiple: true },
  release: { type: 'string' },
  scale: { type: 'string' },
  seed: { type: 'string' },
  live: { type: 'boolean', default: false },
  'live-speed': { type: 'string' },
  weather: { type: 'string' },
  delay: { type: 'string' },
  'at-once': { type: 'string' },
  'trust-loopback': { type: 'boolean', default: false },
  'no-control': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Flags = ReturnType<typeof parseFlags>;

function parseFlags(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS }).values;
}

function readLab({ data, overlay, release, scale, seed }: Flags): SimulatorOptions {
  return {
    ...(data !== undefined && { data }),
    ...(overlay !== undefined && { overlays: overlay }),
    ...(release !== undefined && { release: readRelease(release) }),
    ...(scale !== undefined && { scale: readFlagNumber('scale', scale, 1, 1000, true) }),
    ...(seed !== undefined && { seed: readFlagNumber('seed', seed, 0, 2 ** 32 - 1, true) }),
  };
}

function readRelease(name: string): ReleaseName {
  const found = RELEASE_NAMES.find((release) => release === name);
  if (found === undefined) throw new Error(`--release: one of ${RELEASE_NAMES.join(', ')}, not ${name}`);
  return found;
}

function readLife({ live, 'live-speed': speed }: Flags): SimulatorOptions {
  if (speed === undefined) return live ? { live } : {};
  if (!live) throw new Error('--live-speed: only with --live');
  return { live: readFlagNumber('live-speed', speed, 0.001, 1_000_000, false) };
}

/** What a command line asks for: undefined for help. Throws an Error of one line that says what is wrong with it. */
export function readCommand(args: readonly string[]): SimulatorOptions | undefined {
  const flags = parseFlags(args);
  if (flags.help) return undefined;
  const port = readFlagNumber('port', flags.port, 0, 65_535, true);
  const weather = readWeatherFlags(flags);
  return {
    port,
    host: flags.host,
    ...readLab(flags),
    ...readLife(flags),
    ...(weather && { weather }),
    trustLoopback: flags['trust-loopback'],
    control: !flags['no-control'],
  };
}

/** One line: where the simulator listens, and with which credentials it can be asked. */
export function describeStart(simulator: Simulator): string {
  const active = USERS.filter((user) => user.isActive);
  const credentials = active.map((user) => `"ApiKey ${user.name}:${user.key}"`).join(', ');
  return `Simulated Torrent Server at ${simulator.url}/rundb/api/v1/ for Authorization: ${credentials}\n`;
}
