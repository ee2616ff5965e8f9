import type { Agent } from 'node:http';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/server.js';
import type { Answer } from './ask.js';
import { MadeRows } from './made-rows.js';
import { type Exchange, readRecordings } from './recordings.js';
import { replay } from './replay.js';
import { findDifference, readAnswer } from './same-answer.js';

/** The servers of one replay, on one lab: the second takes callers for its own machine. */
export interface Servers {
  readonly usual: Simulator;
  readonly trusting: Simulator;
}

/** Starts a fresh lab for a replay. */
export async function startServers(options: SimulatorOptions = {}): Promise<Servers> {
  const usual = await startSimulator(options);
  return { usual, trusting: await startSimulator({ lab: usual.lab, trustLoopback: true }) };
}

export async function closeServers({ usual, trusting }: Servers): Promise<void> {
  await Promise.all([usual.close(), trusting.close()]);
}

export function nameOf({ topic, name }: Exchange): string {
  return `${topic}/${name}`;
}

/** The text of an exchange tells when the server was being updated. */
function isMaintained({ name, note = '' }: Exchange): boolean {
  return /maintenance/.test(`${name} ${note}`) && !name.startsWith('after');
}

async function send(exchange: Exchange, servers: Servers, agent: Agent, made: MadeRows): Promise<Answer> {
  const server = exchange.request.client === undefined ? servers.usual : servers.trusting;
  if (!isMaintained(exchange)) return replay(exchange, server.port, agent, made);
  server.setWeather('maintenance');
  const answer = await replay(exchange, server.port, agent, made);
  server.setWeather();
  return answer;
}

/** What differs, by exchange, when the exchanges of a topic are repeated in their order. */
export async function findDifferences(
  topic: string,
  servers: Servers,
  agent: Agent,
): Promise<{ readonly names: readonly string[]; readonly differences: ReadonlyMap<string, string> }> {
  const exchanges = readRecordings(topic);
  const made = new MadeRows(servers.usual.lab);
  const differences = new Map<string, string>();
  for (const exchange of exchanges) {
    const { response } = exchange;
    const answer = await send(exchange, servers, agent, made);
    made.learn({ at: response.location, body: response.body }, readAnswer(answer));
    const expected = { ...response, ...expectedNow(response, made) };
    const difference = findDifference(expected, answer);
    if (difference !== undefined) differences.set(nameOf(exchange), difference);
  }
  return { names: exchanges.map(nameOf), differences };
}

function expectedNow({ location, body }: Exchange['response'], made: MadeRows) {
  return {
    ...(location !== undefined && { location: made.translateText(location) }),
    ...(body !== undefined && { body: made.translate(body) }),
  };
}
