import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../src/simulator/server.js';
import { startGateway } from '../support/gateway.js';

/** A Torrent Server with a self-signed certificate, as they come: TLS before the simulator. */
const directory = mkdtempSync(join(tmpdir(), 'certificate-'));
const [keyFile, certificateFile] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
const subject = ['-subj', '/CN=torrent.lab', '-addext', 'subjectAltName=IP:127.0.0.1'];
const newKey = [
  'req',
  '-x509',
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:prime256v1',
  '-nodes',
  '-days',
  '2',
];

let simulator: Simulator;
let server: Server;
let url: string;
let heads: (string | undefined)[] = [];
let fingerprint: string;

beforeAll(async () => {
  execFileSync('openssl', [...newKey, '-keyout', keyFile, '-out', certificateFile, ...subject], {
    stdio: 'ignore',
  });
  const cert = readFileSync(certificateFile);
  ({ fingerprint256: fingerprint } = new X509Certificate(cert));
  simulator = await startSimulator();
  server = createServer({ key: readFileSync(keyFile), cert }, (incoming, outgoing) => {
    heads.push(incoming.headers.authorization);
    const { method, url: path, headers } = incoming;
    const onward = request(
      new URL(path ?? '', simulator.url),
      { method: method ?? 'GET', headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await simulator.close();
});

async function askWith(environment: Record<string, string>) {
  heads = [];
  const gateway = await startGateway({ upstream: url, environment });
  try {
    const { body } = await gateway.ask('{ chips(first: 1) { nodes { name } } }');
    return body.errors?.[0]?.extensions['code'] ?? body.data.chips.nodes.length;
  } finally {
    await gateway.close();
  }
}

describe('a Torrent Server with a certificate of its own', () => {
  it('is not trusted as it is, and gets no credentials', async () => {
    expect(await askWith({})).toBe('UPSTREAM_UNAVAILABLE');
    expect(heads).toEqual([]);
  });

  it('is trusted by the authority that the configuration names', async () => {
    expect(await askWith({ RUNDB_CA_FILE: certificateFile })).toBe(1);
  });

  it('is trusted by its fingerprint, however that is written', async () => {
    expect(await askWith({ RUNDB_FINGERPRINT: fingerprint })).toBe(1);
    expect(await askWith({ RUNDB_FINGERPRINT: fingerprint.replaceAll(':', '').toLowerCase() })).toBe(1);
  });

  it('is not trusted when another certificate was meant; not a byte of a request is sent', async () => {
    expect(await askWith({ RUNDB_FINGERPRINT: 'ab'.repeat(32) })).toBe('UPSTREAM_UNAVAILABLE');
    expect(heads).toEqual([]);
  });
});
