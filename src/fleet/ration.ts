import { RundbError } from '../rundb/error.js';

/** How many requests one operation may ask for, of all servers together. */
export interface Ration {
  /** @throws RundbError `tooMuch` when it is used up */
  take(server: string): void;
}

export function openRation(most: number): Ration {
  let left = most;
  return {
    take: (server) => {
      left -= 1;
      if (left >= 0) return;
      const message = `This operation asks for more than ${most} requests to Torrent Servers: ask for fewer rows or relations at once.`;
      throw new RundbError('tooMuch', message, { resource: 'operation', server });
    },
  };
}
