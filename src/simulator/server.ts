import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { badRequest, refuseAsApache } from './http/apache.js';
import type { Lab, LabOptions } from './api.js';
import { type Application, answerAsApplication } from './http/application.js';
import { answerControl, type Controls, isControlPath } from './http/control.js';
import { openLab } from './lab.js';
import { startHeartbeat } from './living/heartbeat.js';
import { endSocket, readOddRequest } from './http/odd-request.js';
import { readBody } from './http/read-body.js';
import type { Reply } from './http/reply.js';
import { RequestLog } from './http/request-log.js';
import { sendReply } from './http/send-reply.js';
import { Sessions } from './http/sessions.js';
import { decodeRequest, type RawRequest } from './http/request.js';
import { endure } from './weather/endure.js';
import { Sky } from './weather/sky.js';
import type { Weather, WeatherName } from './weather/weather.js';

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
  /** What the server does to its callers besides answering; fine unless told otherwise. */
  readonly weather?: Weather | WeatherName;
  /**
   * Lets the lab live by itself, so many times as fast as real time, 60 times with true. Without it the lab's work
   * goes on only by `lab.tick` and `POST /__tick`.
   */
  readonly live?: boolean | number;
  /** Whether the paths `/__log`, `/__weather` and `/__tick` exist; they do unless told otherwise. */
  readonly control?: boolean;
}

/** A Torrent Server that is listening. */
export interface Simulator {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly lab: Lab;
  /** The requests so far, as `GET /__log` tells them. */
  readonly log: RequestLog;
  /**
   * Changes the weather, or clears it; what waits or hangs goes on. Throws a WeatherError, and then changes nothing,
   * when the description cannot be meant.
   */
  setWeather(weather?: Weather | WeatherName): void;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Longer heads than Apache's limits must reach us, to be refused as Apache refuses them. */
const LONGEST_HEAD = 256 * 1024;

function answer(application: Application, request: RawRequest): Reply {
  return refuseAsApache(request) ?? answerAsApplication(application, decodeRequest(request));
}

function describeRequest(incoming: IncomingMessage, body: Buffer): RawRequest {
  const { method = 'GET', url: target = '/', headers, socket } = incoming;
  return { method, target, headers, remoteAddress: socket.remoteAddress ?? '', body };
}

/** A request is read whole before anything is done, and then it is done, whatever becomes of the caller. */
async function readRequest(incoming: IncomingMessage): Promise<RawRequest> {
  return describeRequest(incoming, await readBody(incoming));
}

async function handleControl(
  controls: Controls,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const { method, target, body } = request;
  const reply = answerControl(controls, method, target, body.toString('utf8'));
  return sendReply(response, request, reply, () => undefined);
}

async function handle(
  application: Application,
  { log, sky }: Controls,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const note = log.begin(request.method, request.target, request.body);
  const work = (): Reply => answer(application, request);
  if (sky.isFine) return sendReply(response, request, work(), note);
  return endure(sky, { request, response, work, note });
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

function createHttpServer(application: Application, controls: Controls, hasControl: boolean): Server {
  const { log } = controls;
  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (incoming, response) => {
    const isControl = hasControl && isControlPath(incoming.url ?? '/');
    const handled = isControl
      ? handleControl(controls, incoming, response)
      : handle(application, controls, incoming, response);
    handled.catch(() => response.destroy());
  });
  server.on('connect', (incoming, socket) => {
    handleOdd(application, log, describeRequest(incoming, Buffer.alloc(0)), socket);
  });
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

function stop(server: Server, sky: Sky): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    sky.set(undefined);
  });
}

/**
 * Starts a simulated Torrent Server. Rejects when the address cannot be listened on, the data cannot be read, or the
 * weather cannot be meant.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', trustLoopback = false, control = true } = options;
  const sky = new Sky(options.seed);
  sky.set(options.weather);
  const lab = options.lab ?? openLab(options.data ?? new URL('./data/', import.meta.url), options);
  const log = new RequestLog();
  const application: Application = { lab, sessions: new Sessions(), trustLoopback };
  const server = createHttpServer(application, { log, sky, lab }, control);
  const stopLife = startHeartbeat(lab, options.live ?? false);
  const port = await listen(server, options.port ?? 0, host).catch((error: unknown) => {
    stopLife();
    throw error;
  });
  const url = `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const setWeather: Simulator['setWeather'] = (weather) => sky.set(weather);
  const close = (): Promise<void> => {
    stopLife();
    return stop(server, sky);
  };
  return { url, port, lab, log, setWeather, close };
}
