import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { type Answer, startGateway, type TestGateway } from '../../support/gateway.js';
import { type Catalogue, readCatalogue } from '../simulator/catalogue.js';
import type { SoakOptions, SoakResult } from '../soak.js';
import { checkRequests, mostRequests } from './check-requests.js';
import { compareAnswers, type Given } from './compare-answers.js';
import { LabData } from './lab-data.js';
import { type Case, makeCase } from './make-case.js';
import { withOverlay } from './open-lab.js';
import { Oracle, type Question } from './oracle.js';
import { shrink } from './shrink.js';
import { Tally } from './tally.js';

interface Trial {
  readonly gateway: TestGateway;
  readonly oracle: Oracle;
  readonly catalogue: Catalogue;
  readonly tally: Tally;
}

/** From the project's folder, in which npm runs its scripts. */
export function readSchema(): GraphQLSchema {
  const files = readdirSync('schema').filter((name) => name.endsWith('.graphql'));
  return buildSchema(files.map((name) => readFileSync(`schema/${name}`, 'utf8')).join('\n'));
}

/** Asks the gateway and the oracle; undefined when they agree, and the answer when they do. */
async function ask(
  trial: Trial,
  question: Question,
): Promise<{ readonly complaint?: string; readonly data?: unknown }> {
  const { gateway, oracle, catalogue, tally } = trial;
  const foretold = await oracle.answer(question);
  const { body } = await askAgain(gateway, question);
  const given: Given = body;
  const requests = gateway.requests();
  const { difference, refusals, values } = compareAnswers(foretold, given, (cursor, count) =>
    oracle.learnCursor(cursor, count),
  );
  const most = mostRequests(foretold.visits);
  const tooMany =
    requests.length > most ? `${requests.length} requests, at most ${most} are right` : undefined;
  const complaint = difference ?? checkRequests(catalogue, requests) ?? tooMany;
  if (complaint !== undefined) return { complaint };
  tally.add('operations');
  tally.add('values compared', values);
  tally.add('requests of rundb', requests.length);
  if (foretold.visits.isMultiplied) tally.add('operations with filters through two relations to many');
  for (const refusal of refusals) tally.add(`refused, ${refusal}`);
  return { data: given.data };
}

/** Once more where a connection was closed just as it was used again, which is nobody's fault. */
async function askAgain(gateway: TestGateway, { query, variables }: Question): Promise<Answer> {
  try {
    return await gateway.ask(query, variables);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return gateway.ask(query, variables);
  }
}

const MOST_PAGES = 6;

interface Walked {
  readonly endCursor?: string | null;
  readonly hasNextPage?: boolean;
}

/** A case is one operation, or the pages of a list one after the other. */
async function tryCase(
  trial: Trial,
  made: Case,
): Promise<{ readonly complaint: string; readonly asked: Question } | undefined> {
  const [alias = '', variable = ''] = made.walks?.split(' ') ?? [];
  let asked: Question = made;
  for (let page = 0; page < (made.walks === undefined ? 1 : MOST_PAGES); page += 1) {
    const { complaint, data } = await ask(trial, asked).catch((error: unknown) => ({
      complaint: `the reading itself failed: ${String(error instanceof Error ? error.stack : error)}`,
      data: undefined,
    }));
    if (complaint !== undefined) return { complaint, asked };
    const list = (data as Readonly<Record<string, { readonly walked?: Walked } | null>> | null)?.[alias];
    const { endCursor, hasNextPage } = list?.walked ?? {};
    if (hasNextPage !== true || typeof endCursor !== 'string') return undefined;
    trial.tally.add('pages behind a cursor');
    asked = { query: made.query, variables: { ...made.variables, [variable]: endCursor } };
  }
  return undefined;
}

/** The case, small, as an operation that can be pasted. */
async function describe(
  trial: Trial,
  number: number,
  seed: number,
  asked: Question,
  complaint: string,
): Promise<string> {
  const silent = { ...trial, tally: new Tally() };
  const small = await shrink(trial.oracle.schema, asked, async (smaller) => {
    const { complaint: found } = await ask(silent, smaller);
    return found !== undefined && kindOf(found) === kindOf(complaint);
  });
  const { complaint: found = complaint } = await ask(silent, small);
  const logged = trial.gateway.lines.findLast((line) => 'err' in line || 'error' in line);
  const cause = found.includes('INTERNAL')
    ? `\nlog: ${String(JSON.stringify(logged ?? trial.gateway.lines.at(-1))).slice(0, 900)}`
    : '';
  const variables =
    Object.keys(small.variables).length > 0 ? `\nvariables: ${JSON.stringify(small.variables)}` : '';
  return `case ${number} of seed ${seed}: ${complaint}\nsmaller: ${found}\n${small.query}${variables}${cause}`;
}

/** What a complaint is about, without its places and values. */
const kindOf = (complaint: string): string =>
  /[A-Z]+_[A-Z_]+|no error|items foretold|foretold|requests|no parameter/.exec(complaint)?.[0] ?? 'a request';

/** Every part of a run has its own numbers. */
const seedOf = (seed: number, number: number): number => seed * 1_000_003 + number;

const MOST_FAILURES = 30;

/** Every fourth thousand is asked of a larger lab, whose lists take several pages of rundb. */
const scaleOf = (number: number): number => (Math.ceil(number / 1000) % 4 === 0 ? 4 : 1);

async function tryCases(
  trialOf: (scale: number) => Promise<Trial>,
  { seed, size }: SoakOptions,
): Promise<string[]> {
  const failures: string[] = [];
  for (let number = 1; number <= size && failures.length < MOST_FAILURES; number += 1) {
    const trial = await trialOf(scaleOf(number));
    const made = makeCase(trial.oracle, seedOf(seed, number));
    trial.tally.add(`cases of ${made.kind}`);
    const found = await tryCase(trial, made);
    if (found !== undefined) failures.push(await describe(trial, number, seed, found.asked, found.complaint));
  }
  return failures;
}

async function openTrial(overlay: string, scale: number, tally: Tally): Promise<Trial> {
  const gateway = await startGateway({ overlays: [overlay], simulator: { scale } });
  const oracle = new Oracle(readSchema(), await LabData.read(gateway.simulator));
  return { gateway, oracle, catalogue: readCatalogue(gateway.simulator.lab), tally };
}

/** Random operations, answered by the gateway and by a reading of the lab's rows. */
export async function tryAnswers(options: SoakOptions): Promise<SoakResult> {
  const tally = new Tally();
  const opened = new Map<number, Promise<Trial>>();
  return withOverlay(async (overlay) => {
    const trialOf = (scale: number): Promise<Trial> => {
      const trial = opened.get(scale) ?? openTrial(overlay, scale, tally);
      opened.set(scale, trial);
      return trial;
    };
    try {
      return { failures: await tryCases(trialOf, options), counts: tally.all };
    } finally {
      for (const { gateway } of await Promise.all(opened.values())) await gateway.close();
    }
  });
}
