import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { questionsOf, readPages } from './guide/guide.js';
import { type GuideLab, type Measured, startLab } from './guide/lab.js';

/*
 * Servers of old releases answer the questions of the guide, too: what they lack is null, a list has the rows that it
 * has on 5.18, and what they cannot filter by is refused. Plans are made last, for they change the lab.
 */
const asked = (await readPages()).flatMap(questionsOf).filter(({ settings }) => settings.old !== false);
const reading = asked.filter(({ settings }) => settings.old === undefined);
const planning = asked.filter(({ settings }) => settings.old === 'otherwise');

/** Fields that old servers tell otherwise: their files lie elsewhere, other chips are active, wells are not excluded. */
const otherwise = new Set(['path', 'url', 'isActive', 'chips', 'fittingChips', 'loading', 'value', 'funnel']);

/** Places where the old answer says something else, rather than less. */
function differing(now: unknown, then: unknown, place = ''): string[] {
  if (then === null || then === undefined) return [];
  if (typeof now !== 'object' || now === null) return Object.is(now, then) ? [] : [place];
  if (typeof then !== 'object') return [place];
  if (Array.isArray(now) && Array.isArray(then) && now.length !== then.length) return [`${place}.length`];
  const told = new Map<string, unknown>(Object.entries(then));
  return Object.entries(now).flatMap(([name, value]) =>
    otherwise.has(name) ? [] : differing(value, told.get(name), `${place}.${name}`),
  );
}

function codesOf({ body }: Measured): readonly unknown[] {
  return (body.errors ?? []).map(({ extensions }) => extensions['code']);
}

const labs = new Map<string, GuideLab>();
beforeAll(async () => {
  for (const release of ['5.18', '4.0', '3.6'] as const) labs.set(release, await startLab({}, release));
}, 60_000);
afterAll(async () => {
  for (const lab of labs.values()) await lab.close();
});

function on(release: string): GuideLab {
  const lab = labs.get(release);
  if (!lab) throw new Error(release);
  return lab;
}

describe.each(['4.0', '3.6'])('Torrent Suite %s', (release) => {
  it.each(reading.map((question) => [question.title, question] as const))('%s', async (_title, question) => {
    const now = await on('5.18').ask(question, 0);
    const then = await on(release).ask(question, 0);
    const isRefused = question.settings.refusedBy?.includes(release) === true;
    expect(codesOf(then)).toEqual(isRefused ? ['BAD_USER_INPUT'] : codesOf(now));
    // At least one root field is answered wherever one is on 5.18.
    const values = Object.values(then.body.data ?? {});
    const isSomething = Object.values(now.body.data ?? {}).some((value) => value !== null);
    expect(values.some((value) => value !== null)).toBe(isSomething && !isRefused);
    expect(differing(now.body.data, then.body.data)).toEqual([]);
  });

  it.each(planning.map((question) => [question.title, question] as const))('%s', async (_title, question) => {
    const then = await on(release).ask(question, 0);
    expect(codesOf(then)).toEqual([]);
    for (const value of Object.values(then.body.data ?? {})) expect(value).not.toBeNull();
  });
});
