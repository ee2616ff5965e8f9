import { type Config, readConfig } from '../../src/config.js';
import { openLog } from '../../src/server/log.js';
import { openSeeing } from '../../src/seeing/seeing.js';
import { startServer } from '../../src/server/start.js';
import type { LogEntry } from '../../src/simulator/http/request-log.js';
import { USERS } from '../../src/simulator/http/users.js';
import type { ReleaseName } from '../../src/simulator/releases/release.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/server.js';
import { watchOutputs } from './outputs.js';
import { plantSecrets } from './secrets.js';
import { watchWrites } from './writes.js';

/** Data have the shape that the test's own query gave them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test compares them with what it expects
type Data = any;

export interface AnswerBody {
  readonly data?: Data;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: AnswerBody;
}

export interface AskOptions {
  /** One of the simulator's users, `ionadmin` unless said; null sends no credentials. */
  readonly user?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type Variables = Readonly<Record<string, unknown>>;

export interface TestGateway {
  /** Of `/graphql`. */
  readonly url: string;
  /** Of `/metrics`, where it has a port of its own. */
  readonly metricsUrl: string | undefined;
  /** The Torrent Server behind it, unless `upstream` names another. */
  readonly simulator: Simulator;
  /** Log lines so far, parsed. */
  readonly lines: readonly Variables[];
  ask(query: string, variables?: Variables, options?: AskOptions): Promise<Answer>;
  /** The answer's data; throws where it holds errors. */
  data(query: string, variables?: Variables): Promise<Data>;
  /** What the simulator was asked during the last operation. */
  requests(): readonly LogEntry[];
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Address of another upstream than the simulator. */
  readonly upstream?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly config?: Partial<Config>;
  /** A Torrent Server that runs already; whoever started it closes it. */
  readonly running?: Simulator;
  /** Overlays of the simulated lab. */
  readonly overlays?: readonly (string | URL)[];
  /** Release of the simulated server. */
  readonly release?: ReleaseName;
  /** Of the caches in memory, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** What else the simulated lab is to be, such as its scale. */
  readonly simulator?: SimulatorOptions;
}

/** Simulator and gateway in this process, on free ports, spoken to over HTTP only. */
export async function startGateway(options: GatewayOptions = {}): Promise<TestGateway> {
  const { overlays = [], release = '5.18' } = options;
  const simulator = options.running ?? (await startSimulator({ ...options.simulator, overlays, release }));
  if (!options.running) plantSecrets(simulator);
  const checkWrites = watchWrites(simulator);
  const lines: Variables[] = [];
  const config = configure(simulator.url, options);
  const outputs = watchOutputs(config);
  const log = openLog('info', {
    write: (line) => {
      lines.push(JSON.parse(line) as Variables);
      outputs.search('log', line);
    },
  });
  const seeing = await openSeeing(config.seeing);
  const gateway = await startServer(config, {
    log,
    seeing: { ...seeing, tracing: seeing.tracing ?? outputs.tracing },
    ...(options.clock && { clock: options.clock }),
  });
  outputs.watchServer(gateway.url);
  const ask: TestGateway['ask'] = (query, variables, asking) => {
    simulator.log.clear();
    return askGateway(gateway.url, { query, variables }, asking);
  };
  return {
    url: gateway.url,
    metricsUrl: gateway.metricsUrl,
    simulator,
    lines,
    ask,
    data: async (query, variables) => withoutErrors(await ask(query, variables)),
    requests: () => simulator.log.entries,
    async close() {
      const store = { kind: 'memory', isUp: true, entries: 0, bytes: 0 } as const;
      outputs.search('metrics', (await seeing.metrics?.render({ servers: [], store })) ?? '');
      await gateway.close();
      if (!options.running) await simulator.close();
      outputs.check();
      checkWrites();
    },
  };
}

function configure(simulatorUrl: string, { upstream, environment, config }: GatewayOptions): Config {
  const told = readConfig({
    RUNDB_URL: upstream ?? simulatorUrl,
    PORT: '0',
    METRICS: 'on',
    CACHE: 'off',
    // What a list takes of the server's time must not show in the requests that a test counts.
    RUNDB_SPLIT_LISTS: 'off',
    ...environment,
  });
  return { ...told, ...config };
}

async function askGateway(url: string, question: object, options: AskOptions = {}): Promise<Answer> {
  const { user = 'ionadmin', headers, signal } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorizationOf(user), ...headers },
    body: JSON.stringify(question),
    signal: signal ?? null,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as AnswerBody };
}

function authorizationOf(user: string | null): Readonly<Record<string, string>> {
  const known = USERS.find(({ name }) => name === user);
  return known ? { authorization: `ApiKey ${known.name}:${known.key}` } : {};
}

function withoutErrors({ body, text }: Answer): Data {
  if (body.errors) throw new Error(`the answer holds errors: ${text}`);
  return body.data;
}
