import { afterEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { startSimulator, type Simulator } from '../../src/simulator/server.js';

let gateway: TestGateway | undefined;
let upstream: Simulator | undefined;
afterEach(async () => {
  await gateway?.close();
  await upstream?.close();
});

const chips = '{ chips(first: 1) { nodes { name } } servers { status } }';

async function before(options: Parameters<typeof startSimulator>[0], environment = {}) {
  upstream = await startSimulator(options);
  gateway = await startGateway({ upstream: upstream.url, environment });
  return gateway;
}

describe('a Torrent Server that takes the gateway for its superuser', () => {
  it('is not served, not even to callers with good credentials, and everybody is told why', async () => {
    const { ask, lines, url } = await before({ trustLoopback: true });
    const { body } = await ask(chips);
    expect(body.data).toEqual({ chips: null, servers: [{ status: 'DOWN' }] });
    expect(body.errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    expect(body.errors?.[0]?.message).toContain('superuser');
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'not served', reason: expect.stringContaining('superuser') }),
    );
    const ready = await fetch(new URL('/health/ready', url));
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('superuser')]);
    expect(upstream?.log.entries.some(({ path }) => path.includes('/chip/'))).toBe(false);
  });

  it('is served where the configuration allows it', async () => {
    const { ask } = await before({ trustLoopback: true }, { RUNDB_ALLOW_SUPERUSER: '1' });
    expect((await ask(chips)).body.errors).toBeUndefined();
  });
});

describe('any other Torrent Server', () => {
  it('is asked once who callers without credentials are, at the start', async () => {
    const { data } = await before({});
    await data(chips);
    await data(chips);
    const questions = upstream?.log.entries.filter(({ path }) => path.includes('/account/'));
    expect(questions?.map(({ status }) => status)).toEqual([401]);
  });

  it('is asked again after it was lost: another one may have come back', async () => {
    const { ask } = await before({});
    const port = Number(new URL(upstream?.url ?? '').port);
    await upstream?.close();
    expect((await ask(chips)).body.errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    upstream = await startSimulator({ port, trustLoopback: true });
    const { body } = await ask('{ chips(first: 1) { nodes { name } } }');
    expect(body.errors?.[0]?.message).toContain('superuser');
  });
});
