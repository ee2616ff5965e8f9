import { describe, expect, it } from '@jest/globals';
import { createSlots } from '../../src/rundb/slots.js';

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

describe('slots', () => {
  it('let no more tasks run than there are, in the order they came', async () => {
    const slots = createSlots(2);
    const begun: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((name) => heldTask(begun, name));
    const results = tasks.map(({ task }) => slots.run(undefined, task));
    await turn();
    expect(begun).toEqual(['a', 'b']);
    tasks[1]?.end();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const { end } of tasks) end();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are free again after a failure', async () => {
    const slots = createSlots(1);
    const begun: string[] = [];
    const first = heldTask(begun, 'a');
    const failing = slots.run(undefined, first.task);
    const next = slots.run(undefined, () => Promise.resolve('b'));
    first.end(new Error('broken'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('b');
  });

  it('are not taken by those who left the queue', async () => {
    const slots = createSlots(1);
    const begun: string[] = [];
    const [first, second, third] = ['a', 'b', 'c'].map((name) => heldTask(begun, name));
    const leaving = new AbortController();
    const results = [
      slots.run(undefined, first?.task ?? fail),
      slots.run(leaving.signal, second?.task ?? fail),
      slots.run(undefined, third?.task ?? fail),
    ];
    await turn();
    leaving.abort(new Error('gone'));
    await expect(results[1]).rejects.toThrow('gone');
    await expect(slots.run(leaving.signal, () => Promise.resolve('d'))).rejects.toThrow('gone');
    first?.end();
    third?.end();
    expect(await results[2]).toBe('c');
    expect(begun).toEqual(['a', 'c']);
  });
});

const fail = () => Promise.reject(new Error('no task'));
