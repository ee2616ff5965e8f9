import { badRequest } from './apache.js';
import { JSON_TYPE, type Reply } from './reply.js';
import type { RequestLog } from './request-log.js';

/** Paths of the simulator itself, which no real server has. They ask for no credentials and are not logged. */
export function isControlPath(target: string): boolean {
  return target.startsWith('/__');
}

function reply(status: number, body = ''): Reply {
  return { status, body, type: JSON_TYPE, headers: { 'Cache-Control': 'no-store' }, from: 'apache' };
}

/** `GET /__log` tells the requests since the last `DELETE /__log`. */
export function answerControl(method: string, target: string, log: RequestLog): Reply {
  if (target !== '/__log') return { ...badRequest(), status: 404 };
  if (method === 'GET') return reply(200, JSON.stringify(log.entries));
  if (method !== 'DELETE') return reply(405);
  log.clear();
  return { status: 204, body: '', headers: {}, from: 'apache' };
}
