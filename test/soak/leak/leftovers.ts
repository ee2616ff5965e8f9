import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What keeps this process going, by kind: timers, sockets, listening servers. */
export function countResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Kinds of which there are more than there were, and by how many. */
export function moreThan(before: ReadonlyMap<string, number>): readonly string[] {
  return [...countResources()].flatMap(([kind, count]) => {
    const more = count - (before.get(kind) ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}

const patience = { tries: 100, ms: 50 };

/** What is left over once things have had time to end. */
export async function leftOver(before: ReadonlyMap<string, number>): Promise<readonly string[]> {
  for (let tries = 0; tries < patience.tries && moreThan(before).length > 0; tries += 1)
    await pause(patience.ms);
  return moreThan(before);
}

/** Bytes of the heap that are in use after everything that can be has been collected. */
export async function collectedHeap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no collection of garbage can be asked for');
  for (let times = 0; times < 3; times += 1) {
    collect();
    // Finalizers and weak references are seen to between two of them.
    await pause(10);
  }
  return process.memoryUsage().heapUsed;
}
