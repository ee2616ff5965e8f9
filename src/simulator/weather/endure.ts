import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Reply } from '../http/reply.js';
import type { RawRequest } from '../http/request.js';
import { composeReply, type Note, sendReply } from '../http/send-reply.js';
import { countRows } from './count-rows.js';
import { faultPage } from './fault-pages.js';
import { pause } from './pause.js';
import { cutConnection, sendHalf, sendSlowly } from './send-badly.js';
import type { Effect, Sky } from './sky.js';
import { spoilBody } from './spoil-body.js';
import type { Fault } from './weather.js';

/** One request on its way through the weather. */
export interface Exchange {
  readonly request: RawRequest;
  readonly response: ServerResponse;
  /** What the simulator does when nothing is in its way. */
  work(): Reply | Promise<Reply>;
  readonly note: Note;
}

/** What the web server does by itself takes no place in the application. */
function needsApplication({ answer, cut, done }: Fault): boolean {
  return done === true || (answer === undefined && cut !== 'before');
}

/** Works, and takes the time that the rows take; an answer by `answer` hides the work's. */
async function work({ request, work: answer }: Exchange, effect: Effect): Promise<Reply> {
  const page = effect.fault.answer;
  if (page !== undefined && effect.fault.done !== true) return faultPage(page, request);
  const reply = await answer();
  const read = countRows(request.target, reply);
  await pause(read === undefined ? 0 : read.rows * effect.rowCost(read.resource), effect.until);
  return page === undefined ? reply : faultPage(page, request);
}

function isGone({ destroyed, socket }: ServerResponse): boolean {
  return destroyed || socket?.destroyed === true;
}

/** Until the weather changes: true; or until the caller is gone: false. */
async function hang(response: ServerResponse, { until }: Effect): Promise<boolean> {
  const gone = once(response, 'close', { signal: until }).catch(() => undefined);
  if (!until.aborted && !isGone(response)) await gone;
  return !isGone(response);
}

async function send(exchange: Exchange, reply: Reply, { fault, until }: Effect): Promise<void> {
  const { request, response, note } = exchange;
  if (fault.cut === 'after') return cutConnection(response, note);
  if (fault.body !== undefined) return sendReply(response, request, spoilBody(reply, fault.body), note);
  const composed = await composeReply(request, reply);
  if (fault.cut === 'middle') return sendHalf(response, composed, note);
  if (fault.slow !== undefined) return sendSlowly(response, composed, note, fault.slow, until);
  return sendReply(response, request, reply, note);
}

async function meet(exchange: Exchange, effect: Effect): Promise<void> {
  const { response, note } = exchange;
  const { hang: hangs = false, done = false, cut } = effect.fault;
  await pause(effect.delay, effect.until);
  if (cut === 'before') return cutConnection(response, note);
  if (hangs && !done && !(await hang(response, effect))) return note(0, 0);
  const reply = await work(exchange, effect);
  if (hangs && done && !(await hang(response, effect))) return note(0, 0);
  return send(exchange, reply, effect);
}

/** Takes a request through the weather. Without any, `work` and `sendReply` do. */
export async function endure(sky: Sky, exchange: Exchange): Promise<void> {
  const effect = sky.effectOn(exchange.request);
  if (!needsApplication(effect.fault)) return meet(exchange, effect);
  await sky.gate.enter();
  try {
    await meet(exchange, effect);
  } finally {
    sky.gate.leave();
  }
}
