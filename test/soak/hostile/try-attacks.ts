import { startGateway, type TestGateway } from '../../support/gateway.js';
import { Dice } from '../simulator/dice.js';
import type { SoakOptions, SoakResult } from '../soak.js';
import { makeAttack, type NamedAttack } from './make-attack.js';
import { sendSlowly } from './slow-bodies.js';

export interface AttackOptions extends SoakOptions {
  /** Milliseconds of processor time that no refusal may take, that of who asks included; undefined: not measured. */
  readonly mostCpuMs?: number;
}

interface Trial {
  readonly gateway: TestGateway;
  readonly failures: string[];
  readonly counts: Record<string, number>;
  readonly mostCpuMs: number | undefined;
  /** The most that one refusal took. */
  slowest: number;
}

/** One slow body for so many other attacks; all of them are on their way meanwhile. */
const attacksPerSlowBody = 20;
/** A collection of garbage may fall into one try; not into all. */
const tries = 4;

/** Every attack is refused as it should be, without a request to the server, and the next honest operation is answered. */
export async function tryAttacks({ seed, size, mostCpuMs }: AttackOptions): Promise<SoakResult> {
  const gateway = await startGateway({ environment: { REQUEST_TIMEOUT_MS: '1500', LOG_LEVEL: 'info' } });
  const trial: Trial = { gateway, failures: [], counts: {}, mostCpuMs, slowest: 0 };
  const dice = new Dice(seed);
  try {
    if (mostCpuMs !== undefined) await warmUp(trial, new Dice(seed + 1));
    const slowBodies = sendSlowBodies(trial, Math.ceil(size / attacksPerSlowBody));
    for (let index = 0; index < size; index += 1) await tryAttack(trial, index, makeAttack(index, dice));
    await slowBodies;
  } finally {
    await gateway.close();
  }
  const measured =
    mostCpuMs === undefined ? {} : { 'most ms of CPU for one refusal': Math.ceil(trial.slowest) };
  return { counts: { ...sorted(trial.counts), ...measured }, failures: trial.failures };
}

/** What runs for the first time is compiled; an attacker meets a gateway that has run for a while. */
async function warmUp(trial: Trial, dice: Dice): Promise<void> {
  for (let index = 0; index < 100; index += 1) await send(trial.gateway, makeAttack(index, dice));
}

async function tryAttack(trial: Trial, index: number, attack: NamedAttack): Promise<void> {
  const { gateway, counts } = trial;
  const fail = (what: string) =>
    trial.failures.push(`attack ${index}, ${attack.kind}: ${what}\n${excerpt(attack)}`);
  gateway.simulator.log.clear();
  const { status, code, cpuMs } = await measure(trial, attack);
  const key = `refused: ${attack.kind}`;
  counts[key] = (counts[key] ?? 0) + 1;
  if (status !== attack.status || !attack.codes.some((one) => one === code)) {
    fail(`answered with ${status} ${String(code)}`);
  }
  if (gateway.requests().length > 0) fail(`${gateway.requests().length} requests to the server`);
  if (cpuMs > (trial.mostCpuMs ?? Infinity)) fail(`${Math.round(cpuMs)} ms of CPU`);
  trial.slowest = Math.max(trial.slowest, cpuMs);
  const next = await gateway.ask('{ chips(first: 3) { nodes { name } } }');
  if (next.body.data?.chips?.nodes?.length !== 3) fail(`the next operation got ${next.text}`);
}

/** Again where it took too long, for something else may have fallen into it. */
async function measure(trial: Trial, attack: NamedAttack) {
  const done = await send(trial.gateway, attack);
  for (let again = 1; again < tries && done.cpuMs > (trial.mostCpuMs ?? Infinity); again += 1) {
    done.cpuMs = Math.min(done.cpuMs, (await send(trial.gateway, attack)).cpuMs);
  }
  return done;
}

const credentials = { authorization: 'ApiKey ionadmin:no-key-is-looked-at' };

async function send({ url }: TestGateway, { body, headers }: NamedAttack) {
  const before = process.cpuUsage();
  const response = await fetch(url, { method: 'POST', headers: { ...credentials, ...headers }, body });
  const text = await response.text();
  const { user, system } = process.cpuUsage(before);
  return { status: response.status, code: codeOf(text), cpuMs: (user + system) / 1000 };
}

function codeOf(text: string): unknown {
  return /"code":"(\w+)"/.exec(text)?.[1];
}

async function sendSlowBodies({ gateway, failures, counts }: Trial, number: number): Promise<void> {
  const sent = Array.from({ length: number }, (_, index) => '{"query":"{ chips'.slice(0, index % 17));
  const ends = await Promise.all(sent.map((text) => sendSlowly(gateway.url, 500, text)));
  counts['refused: a body that does not come'] = ends.length;
  for (const end of ends) {
    if (!end.startsWith('HTTP/1.1 408')) failures.push(`a body that does not come: ${end}`);
  }
}

function excerpt({ body }: NamedAttack): string {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
  return text.length > 300 ? `${text.slice(0, 300)}... (${text.length} characters)` : text;
}

const sorted = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).sort());
