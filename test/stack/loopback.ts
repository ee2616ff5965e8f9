import { createServer } from 'node:net';

/** Where each service of the compose file listens in its own network. */
const innerPorts = {
  simulator: 8500,
  redis: 6379,
  'gateway-1': 4000,
  'gateway-2': 4000,
  proxy: 8080,
} as const;

export type ServiceName = keyof typeof innerPorts;
export const serviceNames: readonly ServiceName[] = ['simulator', 'redis', 'gateway-1', 'gateway-2', 'proxy'];

/** The services on this machine: each at 127.0.0.1 and a free port of its own. */
export interface Loopback {
  /** Such as `127.0.0.1:40001`. */
  addressOf(name: ServiceName): string;
  portOf(name: ServiceName): number;
  /** A text of a service's configuration, with the addresses of this machine in the place of the network's. */
  translate(name: ServiceName, text: string): string;
}

/** @param ports that are wanted; the others are any free ones */
export async function openLoopback(ports: Readonly<Partial<Record<ServiceName, number>>>): Promise<Loopback> {
  const taken = new Map<ServiceName, number>();
  const free = await freePorts(serviceNames.length);
  for (const [index, name] of serviceNames.entries()) taken.set(name, ports[name] ?? free[index] ?? 0);
  const portOf = (name: ServiceName) => taken.get(name) ?? 0;
  const addressOf = (name: ServiceName) => `127.0.0.1:${portOf(name)}`;
  return {
    addressOf,
    portOf,
    translate(own, text) {
      if (text === String(innerPorts[own])) return String(portOf(own));
      const named = serviceNames.reduce(
        (done, name) => done.replaceAll(`${name}:${innerPorts[name]}`, addressOf(name)),
        text,
      );
      return named
        .replaceAll(`0.0.0.0:${innerPorts[own]}`, addressOf(own))
        .replaceAll('0.0.0.0', '127.0.0.1');
    },
  };
}

/** All are held until the last is found, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
}
