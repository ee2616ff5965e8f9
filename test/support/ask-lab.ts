import { type Simulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from './ask.js';

export type Body = Readonly<Record<string, unknown>>;

export interface LabAnswer {
  readonly status: number;
  /** The answer's object; empty when the answer has none. */
  readonly body: Body;
}

export interface LabList {
  readonly status: number;
  readonly count: unknown;
  readonly rows: readonly Body[];
  /** The numbers of the rows. */
  readonly ids: readonly unknown[];
}

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Asks a simulator as the superuser, below `/rundb/api/v1/`; `path` is encoded already. */
export async function askLab({ port }: Simulator, path: string): Promise<LabAnswer> {
  const answer = await ask(port, { path: `/rundb/api/v1/${path}`, headers: { Authorization: ADMIN_KEY } });
  const body: unknown = answer.text.startsWith('{') ? JSON.parse(answer.text) : {};
  return { status: answer.status, body: isBody(body) ? body : {} };
}

/** Asks for a list: what rundb counts, and the rows of the page. */
export async function askForList(simulator: Simulator, path: string): Promise<LabList> {
  const { status, body } = await askLab(simulator, path);
  const rows = Array.isArray(body['objects']) ? body['objects'].filter(isBody) : [];
  const meta = isBody(body['meta']) ? body['meta'] : {};
  return { status, count: meta['total_count'], rows, ids: rows.map((row) => row['id']) };
}

/** Query parameters, encoded. */
export function query(...parameters: readonly (readonly [name: string, value: string])[]): string {
  return parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}
