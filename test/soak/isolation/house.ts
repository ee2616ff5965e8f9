import { type Config, readConfig } from '../../../src/config.js';
import { openLog } from '../../../src/server/log.js';
import { type RunningServer, startServer } from '../../../src/server/start.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { type Caller, credentials, ownCallers, service, tokenCallers, tokens } from './callers.js';
import { type MarkingServer, startMarkingServer } from './marking-server.js';

export const secret = 'what the gateways of one lab know of';

/** A gateway, and who asks it. */
export interface Entrance {
  readonly name: string;
  readonly url: string;
  readonly callers: readonly Caller[];
}

/** A lab with several gateways that share their caches, and one that keeps its own. */
export interface House {
  readonly server: MarkingServer;
  readonly redis: TestRedis | undefined;
  readonly entrances: readonly Entrance[];
  /** Lets time pass in the caches in memory. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export async function openHouse(seed: number): Promise<House> {
  const lab = await startSimulator({ seed });
  const known = [...credentials].map(([name, authorization]) => [authorization, name] as const);
  const server = await startMarkingServer(
    lab.url,
    new Map([...known, [service.authorization, service.name] as const]),
  );
  const redis = hasRedis ? await startRedis() : undefined;
  let passed = 0;
  const clock = () => Date.now() + passed;
  const shared = redis && { CACHE: 'redis', REDIS_URL: redis.url, CACHE_SECRET: secret };
  const open = (environment: Readonly<Record<string, string>> = {}, change?: (config: Config) => Config) =>
    openGateway(server.url, environment, clock, change);
  const gateways = await Promise.all([
    open(shared),
    open(shared),
    open({ CACHE: 'memory' }),
    open(shared, withService),
  ]);
  const names = ['one', 'another', 'memory', 'service'];
  return {
    server,
    redis,
    entrances: gateways.map(({ url }, index) => ({
      name: names[index] ?? '',
      url,
      callers: names[index] === 'service' ? tokenCallers : ownCallers,
    })),
    pass: (ms) => void (passed += ms),
    close: () => closeAll(gateways, lab, server, redis),
  };
}

function openGateway(
  upstream: string,
  environment: Readonly<Record<string, string>>,
  clock: () => number,
  change: (config: Config) => Config = (config) => config,
): Promise<RunningServer> {
  const config = readConfig({ RUNDB_URL: upstream, PORT: '0', ...environment });
  return startServer(change(config), { log: openLog('silent'), clock });
}

function withService(config: Config): Config {
  const { authorization } = service;
  const servers = config.servers.map((server) => ({ ...server, service: { authorization } }));
  return { ...config, servers, edge: { tokens, oidc: undefined, anonymousScopes: [] } };
}

async function closeAll(
  gateways: readonly RunningServer[],
  lab: Simulator,
  server: MarkingServer,
  redis: TestRedis | undefined,
): Promise<void> {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await server.close();
  await redis?.close();
  await lab.close();
}
