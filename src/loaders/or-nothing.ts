import { RundbError } from '../rundb/error.js';

/** What is read in place of something that failed; undefined where rundb fails again, or lacks the resource. */
export async function orNothing<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RundbError) return undefined;
    throw error;
  }
}
