import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readServices, type Service } from './compose-file.js';
import { type Loopback, openLoopback, type ServiceName, serviceNames } from './loopback.js';
import { findProgram } from './programs.js';
import { StackProcess } from './stack-process.js';

export interface StackOptions {
  /** Variables of the gateways, besides those of the compose file. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of the simulator, besides those of the compose file. */
  readonly simulator?: readonly string[];
  /** Ports of this machine that are wanted; the others are free ones. */
  readonly ports?: Readonly<Partial<Record<ServiceName, number>>>;
  /** Where the gateway and the simulator are built; `dist` unless said. */
  readonly built?: string;
}

/** The five services of docker-compose.yml as processes on loopback: the same commands, settings and nginx.conf. */
export interface Stack {
  /** Of `/graphql`, through the proxy. */
  readonly url: string;
  /** Such as `http://127.0.0.1:40001`. */
  originOf(name: ServiceName): string;
  process(name: ServiceName): StackProcess;
  /** Ends all five, the callers' side first. */
  stop(): Promise<void>;
}

/** @throws what is missing, or what a service said that did not start; nothing is left running then */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const secret = { CACHE_SECRET: randomBytes(32).toString('base64') };
  const services = await readServices('docker-compose.yml', secret);
  const loopback = await openLoopback(options.ports ?? {});
  // Readable for the workers of an nginx that root has started.
  const folder = await mkdtemp(join(tmpdir(), 'rundb-graphql-stack-'));
  await chmod(folder, 0o755);
  const processes = new Map<ServiceName, StackProcess>();
  const stop = async () => {
    for (const name of serviceNames.toReversed()) await processes.get(name)?.end('SIGTERM');
    await rm(folder, { recursive: true });
  };
  try {
    await writeFile(join(folder, 'nginx.conf'), await readProxyConfig(loopback));
    for (const name of serviceNames) {
      const service = services.get(name);
      if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
      const started = prepare(name, service, { loopback, folder, options });
      processes.set(name, started);
      await started.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return describe(loopback, processes, stop);
}

function describe(
  loopback: Loopback,
  processes: ReadonlyMap<ServiceName, StackProcess>,
  stop: () => Promise<void>,
): Stack {
  const originOf = (name: ServiceName) => `http://${loopback.addressOf(name)}`;
  return {
    url: `${originOf('proxy')}/graphql`,
    originOf,
    process(name) {
      const found = processes.get(name);
      if (!found) throw new Error(`${name} is not there`);
      return found;
    },
    stop,
  };
}

async function readProxyConfig(loopback: Loopback): Promise<string> {
  return loopback.translate('proxy', await readFile('deploy/nginx/nginx.conf', 'utf8'));
}

interface Place {
  readonly loopback: Loopback;
  readonly folder: string;
  readonly options: StackOptions;
}

function prepare(name: ServiceName, service: Service, { loopback, folder, options }: Place): StackProcess {
  const own = (text: string) => inFolder(loopback.translate(name, text), folder, options.built ?? 'dist');
  const [program = '', ...args] = service.command.map(own);
  const more = name === 'simulator' ? (options.simulator ?? []) : [];
  const environment = Object.fromEntries(
    Object.entries(service.environment).map(([variable, value]) => [variable, own(value)]),
  );
  return new StackProcess({
    name,
    program: findProgram(program),
    args: [...args, ...more],
    environment: { ...environment, ...(name.startsWith('gateway') && options.environment) },
    port: loopback.portOf(name),
    output: join(folder, `${name}.log`),
  });
}

/** Where a container has its files, this machine has them in the stack's folder and in the project's. */
function inFolder(text: string, folder: string, built: string): string {
  if (text === '/tmp/') return `${folder}/`;
  if (text === '/etc/nginx/nginx.conf') return join(folder, 'nginx.conf');
  return text.startsWith('dist/') ? text.replace('dist', built) : text;
}
