import { beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import type { CallerCache } from '../../src/caches/caller-cache.js';
import { openMemoryStore } from '../../src/caches/memory-store.js';
import { plain } from '../../src/caches/pack.js';
import { ServerCache } from '../../src/caches/server-cache.js';
import { RundbError } from '../../src/rundb/error.js';

const shelf = {
  resource: 'results',
  freshness: { freshFor: 9_000, followsWrites: true },
  packing: plain<string[]>(),
};

/** A question that is answered when the test says so. */
function ask(cache: CallerCache) {
  const events = new EventEmitter();
  let isAsked = false;
  const answer = cache.recall(shelf, 'reports', async () => {
    isAsked = true;
    const [given]: unknown[] = await once(events, 'answer');
    return given as string[];
  });
  answer.catch(() => undefined);
  return {
    answer,
    answerWith: (given: string[]) => events.emit('answer', given),
    failWith: (error: Error) => events.emit('error', error),
    isAsked: () => isAsked,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const cancelled = new RundbError('cancelled', 'gone', { resource: 'results' });

let server: ServerCache;
let caller: CallerCache;
beforeEach(() => {
  server = new ServerCache(openMemoryStore(1_000_000), { server: 'lab', staleFor: 0 });
  caller = server.of('somebody');
});

describe('the same question at the same time', () => {
  it('is asked once, and each has an answer of his own', async () => {
    const first = ask(caller);
    const second = ask(caller);
    const other = ask(server.of('another'));
    await settled();
    expect([first, second, other].map(({ isAsked }) => isAsked())).toEqual([true, false, true]);
    first.answerWith(['a report']);
    const answers = await Promise.all([first.answer, second.answer]);
    expect(answers).toEqual([['a report'], ['a report']]);
    expect(answers[0]).not.toBe(answers[1]);
    expect(server.flights.size).toBe(1);
    other.answerWith([]);
    await other.answer;
    expect(server.flights.size).toBe(0);
  });

  it('is asked by the next when the first leaves', async () => {
    const first = ask(caller);
    const second = ask(caller);
    await settled();
    first.failWith(cancelled);
    await expect(first.answer).rejects.toBe(cancelled);
    await settled();
    expect(second.isAsked()).toBe(true);
    second.answerWith(['a report']);
    expect(await second.answer).toEqual(['a report']);
  });

  it('fails for all when the server refuses it', async () => {
    const refused = new RundbError('badRequest', 'no', { resource: 'results' });
    const first = ask(caller);
    const second = ask(caller);
    await settled();
    first.failWith(refused);
    await expect(first.answer).rejects.toBe(refused);
    await expect(second.answer).rejects.toBe(refused);
    expect(second.isAsked()).toBe(false);
  });

  it('is left by who leaves, and goes on for the others', async () => {
    const leaving = new AbortController();
    const first = ask(caller);
    const second = ask(server.of('somebody', { signal: leaving.signal }));
    await settled();
    leaving.abort();
    await expect(second.answer).rejects.toMatchObject({ kind: 'cancelled' });
    first.answerWith(['a report']);
    expect(await first.answer).toEqual(['a report']);
  });
});

describe('an answer from before a write', () => {
  it('is neither given to who asks after it, nor kept', async () => {
    const before = ask(caller);
    await settled();
    server.changed();
    const after = ask(caller);
    await settled();
    expect(after.isAsked()).toBe(true);
    before.answerWith(['as it was']);
    after.answerWith(['as it is']);
    expect([await before.answer, await after.answer]).toEqual([['as it was'], ['as it is']]);
    expect(await ask(caller).answer).toEqual(['as it is']);
  });

  it('is not kept either when it comes last', async () => {
    const before = ask(caller);
    await settled();
    server.changed();
    const after = ask(caller);
    await settled();
    after.answerWith(['as it is']);
    await after.answer;
    before.answerWith(['as it was']);
    await before.answer;
    const next = ask(caller);
    await settled();
    // What came last has taken the place of what was good: then the server is asked once more.
    expect(next.isAsked()).toBe(true);
  });
});
