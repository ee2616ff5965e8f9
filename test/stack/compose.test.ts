import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.js';
import { readServices } from './compose-file.js';
import { serviceNames } from './loopback.js';

const program = process.env['DOCKER_COMPOSE'] ?? '/usr/bin/docker-compose';
const isThere = existsSync(program);
if (!isThere && process.env['CI'])
  throw new Error(`CI needs docker-compose, and there is none at ${program}`);
if (!isThere) process.stderr.write(`skipped, as there is no docker-compose at ${program}\n`);

const secret = 'a secret of at least thirty-two characters';

const service = z.object({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  user: z.string().optional(),
  tmpfs: z.array(z.string()).optional(),
  networks: z.record(z.string(), z.unknown()),
  ports: z.array(z.unknown()).optional(),
});

/** The file as docker-compose understands it. */
async function readByCompose() {
  const environment = { PATH: process.env['PATH'], CACHE_SECRET: secret };
  const { stdout } = await promisify(execFile)(program, ['config'], { env: environment });
  return z.object({ services: z.record(z.string(), service) }).parse(parse(stdout)).services;
}

(isThere ? describe : describe.skip)('docker-compose.yml, as docker-compose reads it', () => {
  it('has the five services, none of which may do more than it needs', async () => {
    const services = await readByCompose();
    expect(Object.keys(services).sort()).toEqual([...serviceNames].sort());
    for (const hardened of Object.values(services)) {
      expect(hardened).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        user: expect.stringMatching(/^(node|nginx|redis)$/),
        tmpfs: [expect.any(String)],
      });
    }
  });

  it('lets only the gateways reach Redis, and only the proxy and the simulator be reached from the machine', async () => {
    const services = await readByCompose();
    const inside = (network: string) =>
      Object.keys(services).filter((name) => services[name] && network in services[name].networks);
    expect(inside('inner').sort()).toEqual(['gateway-1', 'gateway-2', 'redis']);
    expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(['proxy', 'simulator']);
  });

  it('is what `npm run stack` runs', async () => {
    const services = await readByCompose();
    const ran = await readServices('docker-compose.yml', { CACHE_SECRET: secret });
    for (const name of serviceNames) {
      const { command, environment = {} } = services[name] ?? {};
      expect(ran.get(name)).toEqual({ name, command, environment });
    }
  });
});

describe('the gateways of docker-compose.yml', () => {
  it('have a configuration that the gateway takes, and has no setting that it does not know', async () => {
    const services = await readServices('docker-compose.yml', { CACHE_SECRET: secret });
    const { environment = {} } = services.get('gateway-1') ?? {};
    expect(readConfig(environment)).toMatchObject({
      servers: [{ url: 'http://simulator:8500' }],
      caches: { store: 'redis', redis: { url: 'redis://redis:6379', secret } },
      shutdownIdleMs: 5000,
    });
    expect(services.get('gateway-2')?.environment).toEqual(environment);
  });

  it('do not start without a secret for their caches', async () => {
    const services = await readServices('docker-compose.yml', {});
    expect(() => readConfig(services.get('gateway-1')?.environment)).toThrow('CACHE_SECRET');
  });
});
