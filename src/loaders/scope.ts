import DataLoader from 'dataloader';
import type { Key, Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Dialect } from '../rundb/dialect.js';
import { RundbError } from '../rundb/error.js';
import type { Resource } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { isRowFault, LostRow } from '../rundb/row-fault.js';
import { rowsByKey } from './by-key.js';
import type { Family, Relation } from './by-relation.js';
import { entities, type EntityName, type ReferenceList, type Source } from './entities.js';
import { DenseStretches } from './dense-stretches.js';
import type { LeftOut } from './left-out.js';
import { carriesAll, lightestOf, sourcesInTurn } from './projection.js';
import { RelatedChoice } from './related-choice.js';
import { RelatedLoader } from './related-loader.js';
import { type Found, readList, type Way } from './read-list.js';
import { carries, type EntityRows, keyOfRow, type Origin, place, type Placed } from './rows.js';

export type { Key, Relation };

/** What is asked for of each row of a list, by the row's key. */
export interface WantedChildren {
  readonly relation: Relation;
  readonly needs: ReadonlySet<string>;
  /** Field of the row that may hold them already. */
  readonly embeddedAs: string | undefined;
}

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

/**
 * One Torrent Server inside one request: its caller's client and the loaders that batch over it. Nothing of it
 * outlives the request, so no row is ever shown to another caller.
 */
export class ServerScope {
  readonly #keyed = new Map<string, DataLoader<Key, object | undefined>>();
  readonly #related = new Map<string, RelatedLoader>();
  readonly #choices = new Map<string, RelatedChoice>();
  readonly #lists = new Map<ReferenceList, Promise<readonly object[]>>();
  readonly #sources = new Map<EntityName, readonly Source[]>();
  readonly #faults = new Map<ReferenceList, RundbError>();
  #siteName: Promise<string | null> | undefined;
  #dialect: Dialect | undefined;

  constructor(
    /** The configuration's key for the server; part of every global id. */
    readonly name: string,
    readonly client: RundbClient,
    /** How the server speaks; a promise where it has to be asked first. */
    readonly findDialect: () => Dialect | Promise<Dialect>,
    /** What the answer's lists lack so far. */
    readonly leftOut: LeftOut[],
  ) {}

  /**
   * To be waited for before a resource is chosen; undefined where there is nothing to wait for, as with every server
   * of the release that the resources are declared after.
   */
  ready(): Promise<void> | undefined {
    if (this.#dialect) return undefined;
    const found = this.findDialect();
    if (found instanceof Promise) return found.then((dialect) => this.#learn(dialect));
    this.#learn(found);
    return undefined;
  }

  #learn(dialect: Dialect): void {
    this.#dialect = dialect;
  }

  /** Release of the server's Torrent Suite, once it is ready. */
  get release(): string | undefined {
    return this.#dialect?.release;
  }

  /** The resources that show an entity on this server, lightest first; none where its release has no such thing. */
  sources(entity: EntityName): readonly Source[] {
    const declared: readonly Source[] = entities[entity].sources;
    const dialect = this.#dialect;
    if (!dialect || dialect.isDeclared) return declared;
    return obtain(this.#sources, entity, () =>
      declared.flatMap((source) => {
        const resource = dialect.adapt(source.resource);
        return resource ? [{ ...source, resource }] : [];
      }),
    );
  }

  /** The lightest source of this server; see lightestSource. */
  lightest(
    entity: EntityName,
    needs: ReadonlySet<string>,
    isAble?: (source: Source) => boolean,
  ): Source | undefined {
    return lightestOf(this.sources(entity), needs, isAble);
  }

  /** The sources of this server, best first; see sourcesInTurn. */
  inTurn(
    entity: EntityName,
    needs: ReadonlySet<string>,
    isAble?: (source: Source) => boolean,
  ): readonly Source[] {
    return sourcesInTurn(this.sources(entity), needs, isAble);
  }

  /** Whether any resource of this server shows a wire field of an entity. */
  prints(entity: EntityName, name: string): boolean {
    return this.sources(entity).some(({ resource }) => carries(resource.fields, name));
  }

  /**
   * The entity of this key, from the lightest resource that prints what is needed; null if there is none. Where rundb
   * fails to print the row there, it is asked of the entity's other resources that print what it `must` have.
   * @throws RundbError where none of them gives it
   */
  async load<E extends EntityName>(
    entity: E,
    key: Key,
    needs: ReadonlySet<string>,
    must: readonly string[] = [],
  ): Promise<EntityRows[E] | null> {
    const waiting = this.ready();
    if (waiting) await waiting;
    const able = this.inTurn(entity, needs, (source) => carriesAll(source, must));
    // What no resource prints all of is completed piece by piece (read.ts).
    const sources = able.length > 0 ? able : this.inTurn(entity, needs).slice(0, 1);
    let fault: RundbError | undefined;
    for (const source of sources) {
      const found = await this.#loadFrom(entity, source, key, needs).catch(rowFault);
      if (found instanceof RundbError) fault ??= found;
      else if (found) return found;
      else if (!source.hidesRows) return null;
    }
    if (fault) throw fault;
    return null;
  }

  /** The children of a parent, in rundb's default order (newest first). A LostRow is one that rundb fails to print. */
  related<E extends EntityName>(
    relation: Relation<E>,
    parent: Key,
    needs: ReadonlySet<string>,
    parentRow?: Placed,
  ): Promise<(EntityRows[E] | LostRow)[]> {
    // As few promises as can be: this is asked once a row.
    const waiting = this.ready();
    const choose = () => this.#choiceOf(relation).choose(needs);
    const choosing = waiting ? waiting.then(choose) : choose();
    return choosing.then((resource) =>
      resource
        ? this.#relatedLoader(relation, resource)
            .load(parent, relation)
            .then((family) => this.#placeFamily(family, relation.entity, needs, parentRow))
        : [],
    );
  }

  #placeFamily<E extends EntityName>(
    { resource, rows }: Family,
    entity: E,
    needs: ReadonlySet<string>,
    parent: Placed | undefined,
  ): (EntityRows[E] | LostRow)[] {
    const from: Origin<E> = parent
      ? { scope: this, entity, resource, needs, parent }
      : { scope: this, entity, resource, needs };
    return rows.map((row) => (row instanceof LostRow ? row : place(row, from)));
  }

  /** Asks for the children of a parent before anybody waits for them; who does will see how it went. */
  prefetch(relation: Relation, parent: Key, needs: ReadonlySet<string>): void {
    this.related(relation, parent, needs).catch(() => undefined);
  }

  /**
   * A stretch of a list, from the first of the ways that gives it (read-list.ts). The rows are kept for whoever asks for
   * one of them by id. Of a list of several pages the children are asked for page by page, while others are still to come.
   */
  async list<E extends EntityName>(
    entity: E,
    ways: readonly [Way, ...Way[]],
    needs: ReadonlySet<string>,
    stretch: Stretch,
    children: readonly WantedChildren[] = [],
  ): Promise<Page<EntityRows[E] | LostRow>> {
    const stretches = new DenseStretches();
    const onRows = ({ resource }: Source, page: readonly object[]) => {
      const keys = children.length > 0 ? page.flatMap((row) => keyOfRow(row, resource) ?? []) : [];
      this.#prefetchFor(resource, stretches.add(keys), children);
    };
    const { rows, totalCount } = await readList(this.client, ways, stretch, onRows);
    const placed = rows.map((found) =>
      found instanceof LostRow ? found : this.placeRow(entity, found, needs),
    );
    return { rows: placed, totalCount };
  }

  #prefetchFor(resource: Resource, keys: readonly Key[], children: readonly WantedChildren[]): void {
    if (keys.length === 0) return;
    for (const { relation, needs, embeddedAs } of children) {
      const isThere = embeddedAs !== undefined && resource.fields[embeddedAs]?.kind === 'embedded';
      if (!isThere) void this.#prefetchAll(relation, keys, needs);
    }
  }

  /** Without placing the rows: who waits for them does. */
  async #prefetchAll(relation: Relation, parents: readonly Key[], needs: ReadonlySet<string>): Promise<void> {
    const resource = await this.#choiceOf(relation).choose(needs);
    if (!resource) return;
    const loader = this.#relatedLoader(relation, resource);
    for (const parent of parents) loader.load(parent, relation).catch(() => undefined);
  }

  /** Places a row that a source gave, and keeps it for whoever asks for it by id. */
  placeRow<E extends EntityName>(
    entity: E,
    { source, row }: Found,
    needs: ReadonlySet<string>,
  ): EntityRows[E] {
    const key = keyOfRow(row, source.resource);
    if (key !== undefined) this.#keyedLoader(source).prime(key, row);
    return place(row, { scope: this, entity, resource: source.resource, needs });
  }

  /** What the lab calls the server; asked once per request. */
  siteName(): Promise<string | null> {
    this.#siteName ??= this.client
      .page(resources.globalconfig, [['limit', '1']])
      .then(({ rows: [row] }) => row?.site_name ?? null);
    return this.#siteName;
  }

  /** All rows of a reference list that rundb prints, read once per request. */
  all<E extends ReferenceList>(entity: E): Promise<readonly EntityRows[E][]> {
    // The map holds rows of each entity under its name.
    return obtain(this.#lists, entity, () => this.#readAll(entity)) as Promise<readonly EntityRows[E][]>;
  }

  /**
   * The newest row of a reference list that passes.
   * @throws RundbError where none does, but rundb failed to print one that might
   */
  async find<E extends ReferenceList>(
    entity: E,
    isMeant: (row: EntityRows[E]) => boolean,
  ): Promise<EntityRows[E] | undefined> {
    const found = (await this.all(entity)).findLast(isMeant);
    const fault = this.#faults.get(entity);
    if (!found && fault) throw fault;
    return found;
  }

  #choiceOf(relation: Relation): RelatedChoice {
    const { entity, by, parameters = [], among } = relation;
    return obtain(this.#choices, nameOf(relation), () => {
      const columns = [by, ...parameters.map(([name]) => name), ...(among ? [among.column] : [])];
      const filters = columns.map((name) => name.split('__')[0] ?? name);
      const knows = ({ resource }: Source) =>
        filters.every(
          (name) => (resource.fields[name]?.filter ?? '') !== '' || resource.extraFilters.includes(name),
        );
      return new RelatedChoice(this.sources(entity).filter(knows));
    });
  }

  async #readAll<E extends ReferenceList>(entity: E): Promise<readonly EntityRows[E][]> {
    const waiting = this.ready();
    if (waiting) await waiting;
    const resource = this.sources(entity)[0]?.resource;
    if (!resource) return [];
    const from = { scope: this, entity, resource, needs: new Set<string>() };
    const page = await this.client.salvage(
      resource,
      [['order_by', resource.fields['id']?.order ? 'id' : 'name']],
      everyRow,
    );
    const lost = page.rows.find((row) => row instanceof LostRow);
    if (lost) this.#faults.set(entity, lost.fault);
    return page.rows.flatMap((row) => (row instanceof LostRow ? [] : [place(row, from)]));
  }

  async #loadFrom<E extends EntityName>(
    entity: E,
    source: Source,
    key: Key,
    needs: ReadonlySet<string>,
  ): Promise<EntityRows[E] | undefined> {
    const row = await this.#keyedLoader(source).load(key);
    return row && place(row, { scope: this, entity, resource: source.resource, needs });
  }

  #keyedLoader(source: Source): DataLoader<Key, object | undefined> {
    return obtain(
      this.#keyed,
      source.resource.name,
      () => new DataLoader<Key, object | undefined>((keys) => rowsByKey(this.client, source, keys)),
    );
  }

  #relatedLoader(relation: Relation, resource: Resource): RelatedLoader {
    return obtain(
      this.#related,
      `${resource.name} ${nameOf(relation)}`,
      () => new RelatedLoader(this.client, this.sources(relation.entity), { ...relation, resource }),
    );
  }
}

/** Most relations are the same objects for as long as the process lives, and are asked for once a row. */
const names = new WeakMap<Relation, string>();

/** Relations of one name share their requests. */
function nameOf(relation: Relation): string {
  const { entity, by, parameters = [], among } = relation;
  const name = names.get(relation) ?? JSON.stringify([entity, by, parameters, among?.column]);
  names.set(relation, name);
  return name;
}

function rowFault(error: unknown): RundbError {
  if (isRowFault(error)) return error;
  throw error;
}

function obtain<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
