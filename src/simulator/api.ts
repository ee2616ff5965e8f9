import type { Passed } from './living/living-lab.js';
import type { Release, ReleaseName } from './releases/release.js';
import type { Random } from './writing/random.js';
import type { Store } from './writing/store.js';

/** What the HTTP part of the simulator asks of the lab behind it. */

/** Decoded query parameters in the order in which they were asked. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** One raw row of a table: column name to stored value. */
export type Row = Record<string, unknown>;

/** The body of an unhandled failure, sent with 500, and with 404 when a key has a wrong type. */
export const SORRY = {
  error_message: 'Sorry, this request could not be processed. Please try again later.',
} as const;

/** An answer other than 200. Body null: empty, `text/html`; a text: that text, `text/html`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: object | string | null,
  ) {
    super(`rundb refuses with ${status}`);
    this.name = 'Refusal';
  }
}

/** Who writes. */
export interface Caller {
  readonly id: number;
  readonly name: string;
  readonly isSuperuser: boolean;
  /** Whether a permission such as `change_location` is granted. */
  may(permission: string): boolean;
}

/** A request that changes something. */
export interface WriteRequest {
  readonly method: 'post' | 'put' | 'patch' | 'delete';
  /** What follows `<resource>/` in the path, decoded and without the last slash; undefined for the list. */
  readonly key: string | undefined;
  readonly parameters: Parameters;
  readonly body: Buffer;
  /** As sent; undefined when missing. */
  readonly contentType: string | undefined;
  readonly caller: Caller;
  /** Scheme and host for absolute addresses, `http://<host>`. */
  readonly origin: string;
}

/** What a write answers: with 204 nothing, without a body an empty text. */
export interface WriteAnswer {
  readonly status: number;
  readonly body?: object;
  /** Absolute address of what was made. */
  readonly location?: string;
}

/** One resource of the api index. Every method throws a Refusal where rundb refuses. */
export interface Resource {
  readonly name: string;
  /** Methods allowed on the list and on one object, lower case, in the order of the `Allow` header. */
  readonly listMethods: readonly string[];
  readonly detailMethods: readonly string[];
  /** Envelope {meta, objects}. `path` is the path asked, used in `next` and `previous`. */
  list(parameters: Parameters, path: string): object;
  /** One object. `key` is the decoded path segment (or segments). */
  detail(key: string, parameters: Parameters): object;
  /** {objects, not_found?}: `keys` are the decoded parts between semicolons, empty ones included. */
  set(keys: readonly string[], parameters: Parameters): object;
  schema(): object;
  /** Does what a request asks that is no GET; the method is an allowed one. */
  write(request: WriteRequest): WriteAnswer;
  /** Answers `<resource>/<key>/<name>/`; undefined when the resource has no such path. */
  sub?(key: string, name: string, parameters: Parameters, path: string): object | undefined;
}

/** A lab in memory: its tables, and the resources that read them. */
export interface Lab {
  /** The release whose server it is on. */
  readonly release: Release;
  /** The names of the api index, sorted: 95 on 5.18. */
  readonly names: readonly string[];
  /** Undefined for names without rows of their own (torrentsuite, account, network ...) and unknown ones. */
  resource(name: string): Resource | undefined;
  /** The raw rows of a table, by rundb's column names (`user`, `experiment`, `results` ...); empty for unknown tables. */
  rows(table: string): readonly Row[];
  /** Changes rows as rundb would. */
  readonly store: Store;
  /** The one source of everything that rundb makes up at random. */
  readonly random: Random;
  /** The time that rundb calls now. */
  readonly now: () => Date;
  /**
   * Lets the lab's work go on by steps of ten minutes, one unless told otherwise: runs start, reports are made and end.
   * So many milliseconds of them have passed on the lab's clock already. 0 steps tell the time.
   */
  tick(steps?: number, passed?: number): Passed;
}

export interface LabOptions {
  /** The time that rundb calls now. Default: the real one. */
  readonly now?: () => Date;
  /** What is made up at random (GUIDs, short ids, a larger lab) is the same for the same seed. Default: 1. */
  readonly seed?: number;
  /** Files of rows that are laid over the lab's, in this order; paths, or names of those that come along. */
  readonly overlays?: readonly (string | URL)[];
  /** The release of the Torrent Suite whose answers are simulated: 5.18 unless told otherwise. */
  readonly release?: ReleaseName;
  /** How many times as many runs, reports, plans and samples the lab has, overlays included: 1 (the default) to 100 or so. */
  readonly scale?: number;
}
