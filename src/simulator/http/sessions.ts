import { randomBytes } from 'node:crypto';
import type { User } from './users.js';

const MOST_SESSIONS = 10_000;

/** The login sessions that are open: cookie value to user. The oldest end when there are very many. */
export class Sessions {
  readonly #users = new Map<string, User>();

  /** Opens a session and gives the value of its cookie. */
  open(user: User): string {
    const oldest = this.#users.size >= MOST_SESSIONS ? this.#users.keys().next().value : undefined;
    if (oldest !== undefined) this.#users.delete(oldest);
    const id = randomBytes(16).toString('hex');
    this.#users.set(id, user);
    return id;
  }

  /** The user of the session named in a Cookie header. */
  userOf(cookies: string | undefined): User | undefined {
    const id = cookies === undefined ? undefined : /(?:^|;)\s*sessionid=([^;\s]+)/.exec(cookies)?.[1];
    return id === undefined ? undefined : this.#users.get(id);
  }
}
