import { Agent, request } from 'node:http';
import type { Caller } from './callers.js';
import type { Question } from './questions.js';

export interface Told {
  readonly status: number;
  readonly text: string;
}

/** Asks from an address of this machine's own choice: the gateway stops addresses that show wrong keys too often. */
export type Ask = (url: string, caller: Caller, question: Question, address: string) => Promise<Told>;

/** No connection is kept: the next question comes from elsewhere. */
const agent = new Agent({ keepAlive: false });

export const ask: Ask = (url, caller, { query, variables }, address) =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        localAddress: address,
        headers: { 'content-type': 'application/json', ...caller.headers },
      },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(JSON.stringify({ query, variables }));
  });
