import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions } from 'node:tls';

/** What makes the certificate of a Torrent Server trusted; its own are self-signed. */
export interface Certificate {
  /** Certificates of authorities to trust instead of the machine's, PEM. */
  readonly authorities?: string;
  /** SHA-256 of the one certificate to accept, 64 hexadecimal digits in lower case; nothing else of it is checked. */
  readonly fingerprint?: string;
}

export interface OpenAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** Apache closes idle connections after 5 s unless told otherwise; ours go first, or a request would meet the end. */
const idleSocketMs = 4_000;

export function openAgents(maxSockets: number, certificate: Certificate = {}): OpenAgents {
  const { authorities, fingerprint } = certificate;
  const options = { keepAlive: true, maxSockets, maxFreeSockets: maxSockets, timeout: idleSocketMs };
  const https = { ...options, ...(authorities !== undefined && { ca: authorities }) };
  return {
    http: new HttpAgent(options),
    https: fingerprint === undefined ? new HttpsAgent(https) : new PinningAgent(https, fingerprint),
  };
}

type WhenOpen = (error: Error | null, socket?: Duplex) => void;

/**
 * Hands a connection out only once its certificate is the one that is meant: until then not a byte of a request, and so
 * no credential, is written to it. A resumed session would show no certificate, so none is kept.
 */
class PinningAgent extends HttpsAgent {
  readonly #fingerprint: string;

  constructor(options: AgentOptions, fingerprint: string) {
    super({ ...options, maxCachedSessions: 0 });
    this.#fingerprint = fingerprint;
  }

  override createConnection(options: ConnectionOptions, whenOpen: WhenOpen): undefined {
    const socket = connect({ ...options, rejectUnauthorized: false });
    socket.once('error', whenOpen);
    socket.once('secureConnect', () => {
      socket.off('error', whenOpen);
      const shown = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
      if (shown === this.#fingerprint) return whenOpen(null, socket);
      socket.destroy();
      whenOpen(new WrongCertificate());
    });
  }
}

/** The server shows another certificate than the one that its configuration names. */
class WrongCertificate extends Error {
  readonly code = 'ERR_TLS_CERT_FINGERPRINT';

  constructor() {
    super('the certificate has another fingerprint');
  }
}
