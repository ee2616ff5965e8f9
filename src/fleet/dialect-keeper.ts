import type { RundbClient } from '../rundb/client.js';
import { type Dialect, knownDialect } from '../rundb/dialect.js';
import { learnDialect } from '../rundb/learn-dialect.js';

/** Milliseconds. What was learned of an old server holds so long; rows that make a filter known may come later. */
const holdsFor = 3_600_000;

/** What is known of how one Torrent Server speaks. Nothing of it is a caller's own. */
export class DialectKeeper {
  #dialect: Dialect | undefined;
  #learnedAt = 0;
  #learning: Promise<Dialect> | undefined;

  /** The server's dialect, as long as it need not be asked for; undefined: learn it. */
  known(): Dialect | undefined {
    const isFresh = this.#dialect?.isDeclared === true || Date.now() - this.#learnedAt < holdsFor;
    return isFresh ? this.#dialect : undefined;
  }

  /** Takes note of the version that the server has told. */
  note(release: string): void {
    if (this.#dialect?.release === release) return;
    this.#dialect = knownDialect(release);
  }

  /**
   * Asks the server for its version, and for the rest where that is no release known by heart; once for all who wait.
   * A failure is the asker's own: who waits for another's asks himself then. @throws RundbError
   */
  async learn(client: RundbClient): Promise<Dialect> {
    for (;;) {
      const known = this.known() ?? (await this.#learning?.catch(() => undefined));
      if (known) return known;
      if (!this.#learning) return this.#ask(client);
    }
  }

  async #ask(client: RundbClient): Promise<Dialect> {
    this.#learning = this.#find(client);
    try {
      this.#dialect = await this.#learning;
      this.#learnedAt = Date.now();
      return this.#dialect;
    } finally {
      this.#learning = undefined;
    }
  }

  async #find(client: RundbClient): Promise<Dialect> {
    const release = await client.version();
    return knownDialect(release) ?? learnDialect(client, release);
  }
}
