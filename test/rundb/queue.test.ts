import { describe, expect, it } from '@jest/globals';
import { FairQueue } from '../../src/rundb/shield/queue.js';

/** A task that ends when told, and notes that it has begun. */
function heldTask(begun: string[], name: string) {
  let end: (failure?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve(name));
  });
  const task = () => {
    begun.push(name);
    return ended;
  };
  return { task, end: (failure?: Error) => end(failure) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const open = (atOnce: number, waiting = 100) => new FairQueue({ atOnce, waiting });

/** Runs tasks named by caller and number, ends them one by one, and gives the order in which they began. */
async function orderOf(queue: FairQueue, names: readonly string[]): Promise<string[]> {
  const begun: string[] = [];
  const tasks = new Map(names.map((name) => [name, heldTask(begun, name)]));
  const results = names.map((name) =>
    queue.run(name.charAt(0), undefined, tasks.get(name)?.task ?? fail).catch((error: Error) => error.name),
  );
  for (let ended = 0; ended < begun.length || ended === 0; ended += 1) {
    await turn();
    tasks.get(begun[ended] ?? '')?.end();
    await turn();
  }
  await Promise.all(results);
  return begun;
}

const fail = () => Promise.reject(new Error('no task'));

describe('the queue', () => {
  it('lets no more tasks run than may, those of one caller in the order they came', async () => {
    const queue = open(2);
    const begun: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => heldTask(begun, name));
    const results = tasks.map(({ task }) => queue.run('', undefined, task));
    await turn();
    expect(begun).toEqual(['a', 'b']);
    expect([queue.running, queue.waiting]).toEqual([2, 2]);
    tasks[1]?.end();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const { end } of tasks) end();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it('gives callers their turns one after the other', async () => {
    const order = await orderOf(open(1), ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']);
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('is free again after a failure', async () => {
    const queue = open(1);
    const begun: string[] = [];
    const first = heldTask(begun, 'a');
    const failing = queue.run('', undefined, first.task);
    const next = queue.run('', undefined, () => Promise.resolve('b'));
    first.end(new Error('broken'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('b');
  });

  it('keeps no place for those who left', async () => {
    const queue = open(1);
    const begun: string[] = [];
    const [first, second, third] = ['a', 'b', 'c'].map((name) => heldTask(begun, name));
    const leaving = new AbortController();
    const results = [
      queue.run('', undefined, first?.task ?? fail),
      queue.run('', leaving.signal, second?.task ?? fail),
      queue.run('', undefined, third?.task ?? fail),
    ];
    await turn();
    leaving.abort(new Error('gone'));
    await expect(results[1]).rejects.toThrow('gone');
    await expect(queue.run('', leaving.signal, () => Promise.resolve('d'))).rejects.toThrow('gone');
    expect(queue.waiting).toBe(1);
    first?.end();
    third?.end();
    expect(await results[2]).toBe('c');
    expect(begun).toEqual(['a', 'c']);
  });

  it('refuses whoever has most in it when it is full', async () => {
    const queue = open(1, 3);
    // a4 and a5 find none with more than a has; b1 takes the place of a3, and c1 that of a2.
    const order = await orderOf(queue, ['a0', 'a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'a5']);
    expect(order).toEqual(['a0', 'a1', 'b1', 'c1']);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });
});
