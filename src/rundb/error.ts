/**
 * What went wrong between us and a Torrent Server, as far as a caller can act on it. docs/rundb.md, "Status codes"
 *
 * - `unauthenticated`: no credentials, or rundb does not know them
 * - `forbidden`: rundb knows the caller, who may not do this
 * - `badRequest`: rundb refused what was asked (any other 4xx)
 * - `notFound`: the path leads to no rundb; a row that is missing is no error
 * - `serverError`: rundb failed (500)
 * - `unavailable`: nothing answers there, or the web server in front of rundb says that it is out of service
 * - `timeout`: no whole answer in time
 * - `badResponse`: an answer that is not rundb's: a web page, nothing, cut, of another shape
 * - `redirected`: the server wants https
 * - `overloaded`: too much is waiting for this server already
 * - `tooMuch`: this operation has asked for as much as one may
 * - `cancelled`: whoever asked has gone
 */
export type RundbErrorKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'badRequest'
  | 'notFound'
  | 'serverError'
  | 'unavailable'
  | 'timeout'
  | 'badResponse'
  | 'redirected'
  | 'overloaded'
  | 'tooMuch'
  | 'cancelled';

/** Where a request went, and how far it came. */
export interface RundbErrorPlace {
  readonly resource: string;
  /** Name of the server in the configuration. */
  readonly server?: string | undefined;
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** The JSON body of a refusal. */
  readonly detail?: unknown;
  /** See row-fault.ts. */
  readonly mayBeOfRow?: boolean;
  /** Whether the connection broke, or was not made. */
  readonly isLostConnection?: boolean;
}

/** A request to a Torrent Server that failed. The message is for people and holds no URL, header or body. */
export class RundbError extends Error {
  override readonly name = 'RundbError';
  readonly resource: string;
  readonly server: string | undefined;
  readonly status: number | undefined;
  /** Whether one row among those asked for may be to blame (row-fault.ts). */
  readonly mayBeOfRow: boolean;
  /** Whether the connection broke, or was not made: the same request may pass at another time. */
  readonly isLostConnection: boolean;
  // Private, so that loggers and serializers that copy an error's properties never meet rundb's own words.
  readonly #detail: unknown;

  constructor(
    readonly kind: RundbErrorKind,
    message: string,
    place: RundbErrorPlace,
  ) {
    super(message);
    this.resource = place.resource;
    this.server = place.server;
    this.status = place.status;
    this.mayBeOfRow = place.mayBeOfRow ?? false;
    this.isLostConnection = place.isLostConnection ?? false;
    this.#detail = place.detail;
  }

  /** The JSON body of a refusal, such as `{"error": ...}`; to be read, never to be shown as it is. */
  get detail(): unknown {
    return this.#detail;
  }
}

/**
 * A value that rundb cannot take, or that would not mean there what it means here; nothing was sent. The message is
 * for whoever gave the value.
 */
export class UnsendableValueError extends Error {
  override readonly name = 'UnsendableValueError';
}
