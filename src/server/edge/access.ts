import type { Scope } from '../../config.js';

/** What a caller may do at this gateway, before any Torrent Server has its say. */
export interface Access {
  /** Whether he has shown anything to ask with: a credential of a Torrent Server, or a token of the gateway. */
  readonly mayAsk: boolean;
  /** What the gateway lets him do; undefined where that is the Torrent Server's to say. */
  readonly scopes: ReadonlySet<Scope> | undefined;
  /** Whose token it was, for the log. */
  readonly caller: string | undefined;
}
