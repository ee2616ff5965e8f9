import type { Account, Created, Key, Page, RundbClient, Stretch } from './client.js';
import type { Dialect } from './dialect.js';
import { RundbError } from './error.js';
import type { Parameters, Resource, WireRow } from './resource.js';
import type { LostRow } from './row-fault.js';
import type { OnRows } from './walk.js';

/**
 * A client that asks a server for its resources as that server has them, whichever it is. The dialect is waited for
 * with the first request; requests for a resource that the server lacks fail without being sent.
 */
export class DialectClient implements RundbClient {
  readonly #client: RundbClient;
  readonly #dialect: () => Dialect | Promise<Dialect>;
  readonly #server: string;

  constructor(client: RundbClient, dialect: () => Dialect | Promise<Dialect>, server: string) {
    this.#client = client;
    this.#dialect = dialect;
    this.#server = server;
  }

  async page<R extends Resource>(resource: R, parameters: Parameters): Promise<Page<WireRow<R>>> {
    return this.#client.page(await this.#adapt(resource), parameters);
  }

  async walk<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: OnRows<WireRow<R>>,
  ): Promise<Page<WireRow<R>>> {
    return this.#client.walk(await this.#adapt(resource), parameters, stretch, onRows);
  }

  async salvage<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: OnRows<WireRow<R> | LostRow>,
  ): Promise<Page<WireRow<R> | LostRow>> {
    return this.#client.salvage(await this.#adapt(resource), parameters, stretch, onRows);
  }

  async byKeys<R extends Resource>(resource: R, keys: readonly Key[]): Promise<Map<Key, WireRow<R>>> {
    return this.#client.byKeys(await this.#adapt(resource), keys);
  }

  async byRelation<R extends Resource>(
    resource: R,
    relation: string,
    keys: readonly Key[],
    parameters?: Parameters,
  ): Promise<WireRow<R>[]> {
    return this.#client.byRelation(await this.#adapt(resource), relation, keys, parameters);
  }

  async one<R extends Resource>(resource: R, key: Key): Promise<WireRow<R> | undefined> {
    return this.#client.one(await this.#adapt(resource), key);
  }

  async count(resource: Resource, parameters: Parameters): Promise<number> {
    return this.#client.count(await this.#adapt(resource), parameters);
  }

  async create<R extends Resource>(resource: R, body: object): Promise<Created<WireRow<R>>> {
    return this.#client.create(await this.#adapt(resource), body);
  }

  async update<R extends Resource>(resource: R, key: Key, body: object): Promise<WireRow<R> | undefined> {
    return this.#client.update(await this.#adapt(resource), key, body);
  }

  schema: RundbClient['schema'] = (path) => this.#client.schema(path);

  version = (): Promise<string> => this.#client.version();

  account = (): Promise<Account> => this.#client.account();

  async #adapt<R extends Resource>(resource: R): Promise<R> {
    const { adapt, release } = await this.#dialect();
    const adapted = adapt(resource);
    if (adapted) return adapted;
    throw new RundbError('notFound', `Torrent Suite ${release} has no ${resource.name}.`, {
      resource: resource.path,
      server: this.#server,
    });
  }
}
