import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { badRequest, refuseAsApache } from './http/apache.js';
import type { Lab, LabOptions } from './api.js';
import { type Application, answerAsApplication } from './http/application.js';
import { answerControl, isControlPath } from './http/control.js';
import { openLab } from './lab.js';
import { endSocket, readOddRequest } from './http/odd-request.js';
import type { Reply } from './http/reply.js';
import { RequestLog } from './http/request-log.js';
import { sendReply } from './http/send-reply.js';
import { Sessions } from './http/sessions.js';
import { decodeRequest, type RawRequest } from './http/request.js';

export interface SimulatorOptions extends LabOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Address to listen on, 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** Folder with a lab's data; the lab that comes along unless told otherwise. */
  readonly data?: string | URL;
  /** A lab that is open already; then `data` is not read. */
  readonly lab?: Lab;
  /**
   * Logs callers from this machine in as superuser, as the real server does. Without it they need credentials like
   * callers from elsewhere, or nobody who tries things out on one machine would ever see a 401.
   */
  readonly trustLoopback?: boolean;
}

/** A Torrent Server that is listening. */
export interface Simulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly lab: Lab;
  /** The requests so far, as `GET /__log` tells them. */
  readonly log: RequestLog;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Longer heads than Apache's limits must reach us, to be refused as Apache refuses them. */
const LONGEST_HEAD = 256 * 1024;

function answer(application: Application, request: RawRequest): Reply {
  return refuseAsApache(request) ?? answerAsApplication(application, decodeRequest(request));
}

function readRequest({ method = 'GET', url: target = '/', headers, socket }: IncomingMessage): RawRequest {
  return { method, target, headers, remoteAddress: socket.remoteAddress ?? '' };
}

async function handle(
  application: Application,
  log: RequestLog,
  request: RawRequest,
  response: ServerResponse,
): Promise<void> {
  const { method, target } = request;
  if (isControlPath(target)) {
    return sendReply(response, request, answerControl(method, target, log), () => undefined);
  }
  const note = log.begin(method, target);
  return sendReply(response, request, answer(application, request), note);
}

/** Answers on the bare connection what node:http gives no response for; undefined is what is no HTTP. */
function handleOdd(
  application: Application,
  log: RequestLog,
  request: RawRequest | undefined,
  socket: Duplex,
): void {
  const note = log.begin(request?.method ?? '', request?.target ?? '');
  const reply = request === undefined ? badRequest() : answer(application, request);
  note(reply.status, Buffer.byteLength(reply.body));
  endSocket(socket, request, reply);
}

function readRefused(error: Error, socket: Duplex): RawRequest | undefined {
  const packet = 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
  return readOddRequest(packet, socket instanceof Socket ? (socket.remoteAddress ?? '') : '');
}

function createHttpServer(application: Application, log: RequestLog): Server {
  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (incoming, response) => {
    handle(application, log, readRequest(incoming), response).catch(() => response.destroy());
  });
  server.on('connect', (incoming, socket) => handleOdd(application, log, readRequest(incoming), socket));
  return server.on('clientError', (error, socket) => {
    if (!socket.writable || !('rawPacket' in error)) return void socket.destroy();
    handleOdd(application, log, readRefused(error, socket), socket);
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts a simulated Torrent Server; rejects when the address cannot be listened on or the data cannot be read. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', trustLoopback = false } = options;
  const lab = options.lab ?? openLab(options.data ?? new URL('./data/', import.meta.url), options);
  const log = new RequestLog();
  const application: Application = { lab, sessions: new Sessions(), trustLoopback };
  const server = createHttpServer(application, log);
  const port = await listen(server, options.port ?? 0, host);
  const url = `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return { url, port, lab, log, close: () => close(server) };
}
