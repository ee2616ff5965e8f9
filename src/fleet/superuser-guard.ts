import type { Connection } from '../rundb/connection.js';
import { RundbError } from '../rundb/error.js';

/**
 * Keeps the gateway from serving a Torrent Server that takes it for its superuser: such a server logs every caller
 * from its own machine in before it looks at any credential, right or wrong. docs/rundb.md, "Credentials"
 */
export interface SuperuserGuard {
  /**
   * Undefined once the server may be asked; a promise while that is being found out, before the first request and after
   * each loss of the server. Rejects with RundbError when the server is not to be served, or cannot be asked.
   */
  admit(): Promise<void> | undefined;
  /** The server was lost: what comes back may be another one, or behind another proxy. */
  forget(): void;
  /** Why the server is not served, as found last. */
  readonly refusal: string | undefined;
}

const open: SuperuserGuard = { admit: () => undefined, forget: () => undefined, refusal: undefined };

/** Milliseconds that the question may take; it reads one row. */
const patience = 2_000;

const advice =
  'This Torrent Server takes the gateway for its superuser, whoever asks, so it is not served: run the gateway on ' +
  'another machine, or allow it in the configuration (allowSuperuser, RUNDB_ALLOW_SUPERUSER).';

export function guardAgainstSuperuser(
  server: string,
  connection: Connection,
  isAllowed: boolean,
): SuperuserGuard {
  if (isAllowed) return open;
  let state: 'unknown' | 'open' | 'refused' = 'unknown';
  let question: Promise<void> | undefined;
  const ask = async () => {
    try {
      state = (await takesNobodyForSomebody(connection)) ? 'open' : 'refused';
    } finally {
      question = undefined;
    }
    if (state === 'refused') throw new RundbError('unavailable', advice, { resource: 'account', server });
  };
  return {
    admit: () => (state === 'open' ? undefined : (question ??= ask())),
    forget: () => void (state = 'unknown'),
    get refusal() {
      return state === 'refused' ? advice : undefined;
    },
  };
}

/**
 * Whether a caller without credentials is asked who he is. A server that took him for someone answers with a row, or
 * says what that user may not do. Rejects with RundbError when the server gives neither answer.
 */
async function takesNobodyForSomebody(connection: Connection): Promise<boolean> {
  try {
    await connection.client({ signal: AbortSignal.timeout(patience) }).account();
    return false;
  } catch (error) {
    if (!(error instanceof RundbError)) throw error;
    if (error.kind === 'unauthenticated') return true;
    if (error.kind === 'forbidden' || error.status === 200) return false;
    throw error;
  }
}
