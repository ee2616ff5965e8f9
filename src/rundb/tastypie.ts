import { requestPath } from './address.js';
import { requireKnown } from './allow-list.js';
import { isPossibleKey, readByKeys, readByRelation } from './batch.js';
import type { Account, Created, Key, Page, RundbClient, Stretch } from './client.js';
import type { Caller } from './connection.js';
import { credentialHeaders } from './credentials.js';
import { readObject, readPage, readRow } from './envelope.js';
import { RundbError, type RundbErrorPlace } from './error.js';
import type { Answer, Exchange, Exchanger } from './exchange.js';
import { lookup } from './lookup.js';
import { isMissingRow, requireSuccess } from './refusal.js';
import type { Parameters, Resource, WireRow } from './resource.js';
import { readSchema, type ResourceSchema } from './resource-schema.js';
import type { LostRow } from './row-fault.js';
import { isNamed, rowKey } from './rowkey.js';
import { readingApart } from './take-apart.js';
import { readFlag, readText } from './values.js';
import { type OnRows, pageParameters, type ReadPage, walk } from './walk.js';

/** rundb's own default of 20 rows is never relied on. docs/rundb.md, "Paging" */
const hasLimit = (parameters: Parameters) => parameters.some(([name]) => name === 'limit');

/** What stands in for filters that the server does not know. */
function standIns({ instead }: Resource, parameters: Parameters): Parameters {
  return instead ? parameters.flatMap((one) => instead[one[0]]?.[one[1]] ?? [one]) : parameters;
}

/** Names that the URL of a single row can carry. docs/rundb.md, "Detail and set" */
const plainName = /^[\w-]+$/;

/** A Torrent Server as one caller sees it: Tastypie's lists, details and errors over plain exchanges. */
export class TastypieClient implements RundbClient {
  readonly #exchanger: Exchanger;
  readonly #caller: Caller;
  readonly #server: string | undefined;

  constructor(exchanger: Exchanger, caller: Caller, server: string | undefined) {
    this.#exchanger = exchanger;
    this.#caller = caller;
    this.#server = server;
  }

  async page<R extends Resource>(resource: R, parameters: Parameters): Promise<Page<WireRow<R>>> {
    requireKnown(resource, parameters);
    const limit: Parameters = hasLimit(parameters) ? [] : [['limit', String(resource.pageSize)]];
    const path = requestPath(resource.path, [
      ...resource.listParameters,
      ...standIns(resource, parameters),
      ...limit,
    ]);
    const answer = await this.#get(resource.path, path);
    const page = readPage<WireRow<R>>(answer);
    this.#exchanger.costs.learn(resource, page.rows.length, answer.ms);
    return page;
  }

  walk<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: OnRows<WireRow<R>>,
  ): Promise<Page<WireRow<R>>> {
    return this.#walk(resource, parameters, this.#pages(resource, parameters), stretch, onRows);
  }

  salvage<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: OnRows<WireRow<R> | LostRow>,
  ): Promise<Page<WireRow<R> | LostRow>> {
    const read = readingApart(this.#pages(resource, parameters));
    return this.#walk(resource, parameters, read, stretch, onRows);
  }

  async byKeys<R extends Resource>(resource: R, keys: readonly Key[]): Promise<Map<Key, WireRow<R>>> {
    const most = await this.#exchanger.pace.sizeFor(resource, keys.length);
    return readByKeys(resource, keys, most, this.#reader(resource, []), this.#place(resource));
  }

  async byRelation<R extends Resource>(
    resource: R,
    relation: string,
    keys: readonly Key[],
    parameters: Parameters = [],
  ): Promise<WireRow<R>[]> {
    const read = this.#reader(resource, parameters);
    // Most parents have one child of a kind, or none. Pages are of children, so parents are parted only for their cost.
    const size = await this.#exchanger.pace.sizeFor(resource, keys.length);
    const parents = { relation, keys, most: size < resource.pageSize ? size : undefined };
    return readByRelation(resource, parents, read, this.#place(resource));
  }

  async one<R extends Resource>(resource: R, key: Key): Promise<WireRow<R> | undefined> {
    if (!isPossibleKey(resource, key)) return undefined;
    if (isNamed(resource) && !plainName.test(String(key))) return this.#oneOfList(resource, key);
    const path = requestPath(`${resource.path}/${key}`, resource.detailParameters);
    const answer = await this.#send({ method: 'GET', resource: resource.path, path });
    if (isMissingRow(answer)) return undefined;
    requireSuccess(answer);
    const row = readRow<WireRow<R>>(answer);
    if (rowKey(resource, row) !== undefined) return row;
    // An object of another kind would pass for a row whose fields are all null.
    const message = `The Torrent Server answered something else than a ${resource.name}.`;
    throw new RundbError('badResponse', message, answer.place);
  }

  async count(resource: Resource, parameters: Parameters): Promise<number> {
    const read = this.#pages(resource, parameters);
    const { totalCount } = await readingApart(read)({ first: 1, offset: 0 });
    return totalCount;
  }

  async create<R extends Resource>(resource: R, body: object): Promise<Created<WireRow<R>>> {
    requireNoKeys(body);
    const path = requestPath(resource.path, []);
    const answer = await this.#send({
      method: 'POST',
      resource: resource.path,
      path,
      body: JSON.stringify(body),
    });
    requireSuccess(answer);
    return { location: answer.headers.location, row: answer.text === '' ? undefined : readRow(answer) };
  }

  async update<R extends Resource>(resource: R, key: Key, body: object): Promise<WireRow<R> | undefined> {
    requireNoKeys(body);
    // Without a key this would be the list, all of whose rows a PUT replaces.
    if (!isPossibleKey(resource, key)) throw new TypeError(`${resource.name} has no row ${key}`);
    const path = requestPath(`${resource.path}/${key}`, []);
    const answer = await this.#send({
      method: 'PUT',
      resource: resource.path,
      path,
      body: JSON.stringify(body),
    });
    requireSuccess(answer);
    return answer.text === '' ? undefined : readRow(answer);
  }

  async schema(path: string): Promise<ResourceSchema | undefined> {
    const answer = await this.#send({ method: 'GET', resource: path, path: `${path}/schema/` });
    if (answer.status === 404) return undefined;
    requireSuccess(answer);
    return readSchema(answer);
  }

  async version(): Promise<string> {
    const asked = { method: 'GET', resource: 'torrentsuite' } as const;
    const open = await this.#send({ ...asked, path: 'torrentsuite/version/', isAnonymous: true });
    // Old servers tell it to those who are logged in. docs/rundb.md, "Versions"
    const answer = open.status === 404 ? await this.#send({ ...asked, path: 'torrentsuite/' }) : open;
    requireSuccess(answer);
    const version = readText(readObject(answer)['meta_version']);
    if (version !== undefined) return version;
    throw new RundbError(
      'badResponse',
      'What answers is no Torrent Server: it names no version.',
      answer.place,
    );
  }

  async account(): Promise<Account> {
    const answer = await this.#get('account', 'account/?limit=1');
    const [row] = readPage<Readonly<Record<string, unknown>>>(answer).rows;
    const username = readText(row?.['username']);
    if (username !== undefined) return { username, isAdmin: readFlag(row?.['admin']) ?? false };
    throw new RundbError(
      'badResponse',
      'The Torrent Server does not say whose account this is.',
      answer.place,
    );
  }

  #pages<R extends Resource>(resource: R, parameters: Parameters): ReadPage<WireRow<R>> {
    return (stretch) => this.page(resource, [...parameters, ...pageParameters(stretch)]);
  }

  async #walk<R extends Resource, Row>(
    resource: R,
    parameters: Parameters,
    read: ReadPage<Row>,
    stretch: Stretch,
    onRows: OnRows<Row> | undefined,
  ): Promise<Page<Row>> {
    const { pace } = this.#exchanger;
    const reader = {
      read,
      sizeFor: (rows: number) => pace.sizeFor(resource, rows),
      head: pace.headOf(resource, stretch.first),
      length: pace.lengthOf(resource, parameters),
      onRows,
    };
    const page = await walk(resource, reader, stretch, this.#place(resource));
    pace.remember(resource, parameters, page.totalCount);
    return page;
  }

  /** Reads what belongs to some keys, which are as many as is good for one request. */
  #reader<R extends Resource>(resource: R, parameters: Parameters) {
    const { pageSize } = resource;
    const pages = { sizeFor: () => pageSize, head: pageSize, length: undefined, onRows: undefined };
    return (found: Parameters, stretch: Stretch) => {
      const read = this.#pages(resource, [...found, ...parameters]);
      return walk(resource, { read, ...pages }, stretch, this.#place(resource));
    };
  }

  async #oneOfList<R extends Resource>(resource: R, key: Key): Promise<WireRow<R> | undefined> {
    const found = lookup(resource.key, 'text', 'eq', key);
    if (found === 'nothing') return undefined;
    const { rows } = await this.page(resource, [...found, ['limit', '1']]);
    return rows[0];
  }

  async #get(resource: string, path: string): Promise<Answer> {
    const answer = await this.#send({ method: 'GET', resource, path });
    requireSuccess(answer);
    return answer;
  }

  #place(resource: Resource): RundbErrorPlace {
    return { resource: resource.path, server: this.#server };
  }

  async #send({ isAnonymous = false, ...asked }: Asked): Promise<Answer> {
    const { credentials, identity, signal, until, isFresh, onRequest, admit } = this.#caller;
    const admission = admit?.();
    if (admission) await admission;
    const place = { resource: asked.resource, server: this.#server };
    const headers = isAnonymous ? {} : credentialHeaders(credentials, place);
    const answer = await this.#exchanger.send({
      ...asked,
      headers,
      identity,
      signal,
      until,
      isFresh,
      onRequest,
    });
    this.#exchanger.costs.learnBase(answer.ms);
    return answer;
  }
}

/**
 * With the key of a row in its body a POST overwrites that row. docs/rundb.md, "Creating a plan"
 * @throws TypeError: a fault of the gateway itself
 */
function requireNoKeys(body: object): void {
  const key = ['id', 'pk', 'resource_uri'].find((name) => Object.hasOwn(body, name));
  if (key !== undefined) throw new TypeError(`a body never holds ${key}`);
}

type Asked = Pick<Exchange, 'method' | 'resource' | 'path' | 'body'> & { readonly isAnonymous?: boolean };
