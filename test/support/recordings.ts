import { readFileSync } from 'node:fs';

/** One exchange with the real server, see test/recordings/README.md. */
export interface Exchange {
  readonly topic: string;
  readonly name: string;
  readonly note?: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

export interface RecordedRequest {
  /** GET when missing. */
  readonly method?: string;
  /** Path and query, to be sent as they stand. */
  readonly path: string;
  /** The superuser's key and `Accept: application/json` when missing. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body as it was sent, one character a byte. */
  readonly bodyText?: string;
  /** Where the request came from, when that was the server's own machine. */
  readonly client?: string;
}

export interface RecordedResponse {
  readonly status: number;
  /** Media type without parameters; missing when there was none. */
  readonly type?: string;
  /** Where the answer sends the caller or what it has made, without scheme and host. */
  readonly location?: string;
  readonly body?: unknown;
  /** JSON that is not strict, as it stood. */
  readonly text?: string;
}

/** The exchanges of a topic, in the order in which they were made. */
export function readRecordings(topic: string): Exchange[] {
  const text = readFileSync(new URL(`../recordings/${topic}.jsonl`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ({ topic, ...(JSON.parse(line) as Omit<Exchange, 'topic'>) }));
}
