import { readConfig } from '../../../src/config.js';
import type { ReleaseName } from '../../../src/simulator/releases/release.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { type AnswerBody, startGateway, type TestGateway } from '../../support/gateway.js';
import { roundsOf } from '../../support/rounds.js';
import type { Question, Settings } from './page.js';

/** What a question was answered, and what that asked of the Torrent Server. */
export interface Measured {
  readonly body: AnswerBody;
  /** Method and resource of each request, in the order of their arrival; the server, too, where there are several. */
  readonly requests: readonly string[];
  readonly rounds: number;
}

export interface GuideLab {
  /** Asks while each request takes so many milliseconds, which makes plain which waited for which. */
  ask(question: Question, delay: number): Promise<Measured>;
  close(): Promise<void>;
}

/** The day on which the lab of the guide is asked. */
const now = () => new Date('2024-04-10T09:00:00Z');
const environment = { RUNDB_WEB_URL: 'https://torrent.example.org' };

/** Starts a lab and a gateway in front of it, which has spoken to it before. */
export async function startLab(
  asked: Settings['lab'] = {},
  release: ReleaseName = '5.18',
): Promise<GuideLab> {
  const { several = false, overlays = [], scale = 1 } = asked;
  if (several) return startSeveral();
  const simulator = { now, scale };
  const gateway = await startGateway({ environment, simulator, overlays, release });
  return warm(gateway, [['', gateway.simulator]]);
}

async function startSeveral(): Promise<GuideLab> {
  const [east, west] = await Promise.all([startSimulator({ now }), startSimulator({ now })]);
  const { timeouts } = readConfig({ RUNDB_URL: east.url });
  const servers = [
    { name: 'east', url: east.url, isDefault: true, timeouts },
    { name: 'west', url: west.url, isDefault: false, timeouts },
  ];
  const gateway = await startGateway({ config: { servers } });
  return warm(gateway, [
    ['east: ', east],
    ['west: ', west],
  ]);
}

type Named = readonly (readonly [prefix: string, simulator: Simulator])[];

/** The plain header is for east. */
function headersFor(simulators: Named): Readonly<Record<string, string>> {
  return simulators.length > 1 ? { 'rundb-authorization-west': `ApiKey readonly:${'2'.repeat(40)}` } : {};
}

async function warm(gateway: TestGateway, simulators: Named): Promise<GuideLab> {
  for (const name of ['east', 'west'].slice(0, simulators.length)) {
    const servers = simulators.length > 1 ? `(servers: ["${name}"])` : '';
    await gateway.ask(`{ chips${servers} { totalCount } }`, {}, { headers: headersFor(simulators) });
  }
  return {
    ask: (question, delay) => measure(gateway, simulators, question, delay),
    async close() {
      await gateway.close();
      const others = simulators.filter(([, simulator]) => simulator !== gateway.simulator);
      for (const [, simulator] of others) await simulator.close();
    },
  };
}

async function measure(
  gateway: TestGateway,
  simulators: Named,
  { operation, variables, settings }: Question,
  delay: number,
): Promise<Measured> {
  const { user = 'ionadmin', weather = { delay } } = settings;
  for (const [, simulator] of simulators) {
    simulator.log.clear();
    simulator.setWeather(weather);
  }
  const { body } = await gateway.ask(operation, variables, { user, headers: headersFor(simulators) });
  for (const [, simulator] of simulators) simulator.setWeather();
  const entries = simulators.flatMap(([prefix, { log }]) => log.entries.map((entry) => ({ prefix, entry })));
  return {
    body,
    requests: entries.map(({ prefix, entry }) => `${prefix}${entry.method} ${resourceOf(entry.path)}`),
    rounds: roundsOf(entries.map(({ entry }) => entry)),
  };
}

function resourceOf(path: string): string {
  return path.replace('/rundb/api/v1/', '').replace(/\/?(\?.*)?$/, '');
}
