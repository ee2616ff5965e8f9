import type { Parameters } from '../../../src/simulator/api.js';
import type { Question } from '../../support/ask.js';

/** What a path leads to. */
export type Place = 'list' | 'object' | 'set' | 'schema' | 'elsewhere';

/** Who asks: `known` is let in, `stranger` is not, `crash` breaks the reading of passwords. */
export type Caller = 'known' | 'stranger' | 'crash';

/** One made-up request, and what is known about it. */
export interface Case extends Question {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly place: Place;
  /** The first part of the path; any text. */
  readonly resource: string;
  /** The query's parameters, before they were encoded. */
  readonly parameters: Parameters;
  readonly caller: Caller;
  /** The method that counts where the path obeys an override. */
  readonly override?: string;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The request as a command line, to be sent to a simulator on its usual port. */
export function curlLine({ method, path, headers, body }: Case): string {
  const usual = ['curl', '-i', '--path-as-is', method === 'HEAD' ? '-I' : `-X ${method}`];
  const sent = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const data = body === undefined ? [] : [`--data-binary ${quote(body.toString())}`];
  return [...usual, quote(`http://127.0.0.1:8500${path}`), ...sent, ...data].join(' ');
}
