import { check } from './check/check.js';
import { type Config, ConfigError, defaultServerName, readConfig } from './config.js';
import { demoHeaders, describeDemo } from './main/demo.js';
import { type SimulatorProcess, startSimulatorProcess } from './main/simulator-process.js';
import { describeNewToken } from './main/make-token.js';
import { openLog } from './server/log.js';
import { type RunningServer, startServer } from './server/start.js';

interface Running {
  readonly server: RunningServer;
  readonly simulator: SimulatorProcess | undefined;
}

/** Serves the configured Torrent Servers, or where none is configured the simulated one. */
function run(config: Config): Promise<Running> {
  return config.servers.length > 0 ? serveConfigured(config) : serveDemo(config);
}

async function serveConfigured(config: Config): Promise<Running> {
  const log = openLog(config.logLevel);
  const server = await startServer(config, { log });
  log.say('listening', {
    url: server.url,
    ...(server.metricsUrl !== undefined && { metricsUrl: server.metricsUrl }),
    servers: config.servers.map(({ name }) => name).join(', '),
  });
  return { server, simulator: undefined };
}

async function serveDemo(config: Config): Promise<Running> {
  const simulator = await startSimulatorProcess(new URL('./simulator/main.js', import.meta.url));
  const { timeouts } = config;
  const servers = [
    { name: defaultServerName, url: simulator.url, isDefault: true, timeouts, allowSuperuser: true },
  ];
  try {
    // Nothing here is anybody's secret, and how few requests an answer takes is worth seeing.
    const seeing = { ...config.seeing, showUpstream: true };
    const server = await startServer({ ...config, servers, seeing }, { presetHeaders: demoHeaders });
    process.stdout.write(describeDemo(server.url));
    return { server, simulator };
  } catch (error) {
    simulator.stop();
    throw error;
  }
}

/** A signal ends the process once all that is in flight is answered; a second one ends it at once. */
function endBySignal({ server, simulator }: Running): void {
  const stop = (): void => {
    process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
    server.close().then(() => {
      simulator?.stop();
      process.exit(0);
    }, fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  void simulator?.ended.then(() => fail(new Error('the simulated Torrent Server has ended')));
}

function fail(error: unknown): void {
  process.stderr.write(`rundb-graphql: ${describeFailure(error)}\n`);
  process.exit(1);
}

function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `port ${port} of ${address} is taken by another process: set PORT to another one.`;
  if (code === 'EACCES')
    return `port ${port} of ${address} may not be opened by this user: set PORT to another one.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is no address of this machine (${error.message}).`;
  return error.message;
}

async function runCheck(config: Config): Promise<void> {
  const { text, isGood } = await check(config);
  process.stdout.write(text);
  process.exitCode = isGood ? 0 : 1;
}

const [command, name] = process.argv.slice(2);

try {
  if (command === 'check') runCheck(readConfig()).catch(fail);
  else if (command === 'token') process.stdout.write(describeNewToken(name ?? 'somebody'));
  else run(readConfig()).then(endBySignal, fail);
} catch (error) {
  fail(error);
}
