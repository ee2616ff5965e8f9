import { setMaxListeners } from 'node:events';
import type { RequestReport } from '../connection.js';
import type { Answer, Exchange } from '../exchange.js';
import { unlessLeft } from './unless-left.js';

/** Equal GETs of one identity at the same time are one GET. */
export class Sharing {
  readonly #underWay = new Map<string, Share>();
  #joined = 0;

  /** Requests that were not sent, as an equal one was under way. */
  get joined(): number {
    return this.#joined;
  }

  /** @param send is given the exchange on behalf of all who wait for it */
  send(exchange: Exchange, send: (exchange: Exchange) => Promise<Answer>): Promise<Answer> {
    const key = keyOf(exchange);
    if (key === undefined) return send(exchange);
    const existing = this.#underWay.get(key);
    if (existing) {
      this.#joined += 1;
      return existing.join(exchange);
    }
    const share = new Share(exchange, () => {
      if (this.#underWay.get(key) === share) this.#underWay.delete(key);
    });
    this.#underWay.set(key, share);
    return share.begin(send);
  }

  /** Something was written: answers under way may be older, so whoever asks from now on asks anew. */
  forget(): void {
    this.#underWay.clear();
  }
}

/** All that makes two requests the same; an identity stands for the whole credential. */
function keyOf({ method, identity, path, headers, isFresh }: Exchange): string | undefined {
  if (method !== 'GET' || identity === undefined || isFresh === true) return undefined;
  const isAnonymous = headers['authorization'] === undefined && headers['cookie'] === undefined;
  return `${identity} ${isAnonymous ? '' : 'known'} ${path}`;
}

type Party = Pick<Exchange, 'signal' | 'onRequest' | 'until'>;

/** One request for several who want the same. It goes on until the last of them has left. */
class Share {
  readonly #exchange: Exchange;
  readonly #over: () => void;
  readonly #parties = new Set<Party>();
  readonly #left = new AbortController();
  #result: Promise<Answer> | undefined;

  constructor(exchange: Exchange, over: () => void) {
    this.#exchange = exchange;
    this.#over = over;
    setMaxListeners(0, this.#left.signal);
  }

  begin(send: (exchange: Exchange) => Promise<Answer>): Promise<Answer> {
    const parties = this.#parties;
    const shared: Exchange = {
      ...this.#exchange,
      signal: this.#left.signal,
      onRequest: (done) => this.#tell(done),
      get until() {
        return Math.max(...[...parties].map(({ until = Infinity }) => until));
      },
    };
    parties.add(this.#exchange);
    this.#result = send(shared).finally(this.#over);
    return this.#await(this.#result, this.#exchange);
  }

  join(party: Party): Promise<Answer> {
    if (!this.#result) throw new Error('a request is joined before it has begun');
    this.#parties.add(party);
    return this.#await(this.#result, party);
  }

  async #await(result: Promise<Answer>, party: Party): Promise<Answer> {
    try {
      return await unlessLeft(result, party.signal);
    } catch (error) {
      if (party.signal?.aborted) this.#leave(party);
      throw error;
    }
  }

  /** The last one stays on the list, to be told how it ended. */
  #leave(party: Party): void {
    if (this.#parties.size > 1) {
      this.#parties.delete(party);
      return;
    }
    this.#over();
    this.#left.abort(party.signal?.reason);
  }

  /** To one of them it is a request of his own, to the others one that they shared. */
  #tell(done: RequestReport): void {
    let isShared = false;
    for (const { onRequest } of this.#parties) {
      onRequest?.({ ...done, isShared });
      isShared = true;
    }
  }
}
