import type { Simulator } from '../../../src/simulator/server.js';
import { compareAnswers, type Given } from '../answers/compare-answers.js';
import { LabData } from '../answers/lab-data.js';
import { makeCase } from '../answers/make-case.js';
import { Oracle, type Question } from '../answers/oracle.js';
import { readSchema } from '../answers/try-answers.js';

/** An operation with its whole answer, which a reading of the lab without the gateway has found right. */
export interface Known extends Question {
  readonly right: unknown;
}

export type Ask = (question: Question) => Promise<{ readonly status: number; readonly body: Given }>;

/** So many operations that have no errors in fine weather. Throws when an answer is not right even then. */
export async function knowQuestions(
  simulator: Simulator,
  ask: Ask,
  { seed, count }: { readonly seed: number; readonly count: number },
): Promise<Known[]> {
  const oracle = new Oracle(readSchema(), await LabData.read(simulator));
  const known: Known[] = [];
  for (let number = 1; known.length < count; number += 1) {
    const question = makeCase(oracle, seed * 1_000_003 + number);
    const foretold = await oracle.answer(question);
    // How a server is changes with the weather.
    const isSteady = !/\b(status|version|checkedAt)\b/.test(question.query) && !foretold.visits.isMultiplied;
    if (!isSteady || foretold.result.errors) continue;
    const { body } = await ask(question);
    if (body.errors) continue;
    const { difference } = compareAnswers(foretold, body, (cursor, rows) => oracle.learnCursor(cursor, rows));
    if (difference !== undefined) throw new Error(`${difference}\n${question.query}`);
    known.push({ ...question, right: body.data });
  }
  return known;
}
