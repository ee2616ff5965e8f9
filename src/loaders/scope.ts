import DataLoader from 'dataloader';
import type { Key, RundbClient } from '../rundb/client.js';
import type { Dialect } from '../rundb/dialect.js';
import type { Parameters, Resource } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { keyOf } from '../rundb/values.js';
import { entities, type EntityName, type ReferenceList, type Source } from './entities.js';
import { lightestOf } from './projection.js';
import { carries, type EntityRows, place, type Placed, wireValue } from './rows.js';

export type { Key };

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

/** Relations that several parents share one request for, by the child's resource. */
export interface Relation<E extends EntityName = EntityName> {
  readonly entity: E;
  readonly resource: Resource;
  /** Wire field of the child that names the parent. */
  readonly by: string;
  /** The field holds a name, not a link. */
  readonly isByName?: boolean;
  readonly parameters?: Parameters;
}

/**
 * One Torrent Server inside one request: its caller's client and the loaders that batch over it. Nothing of it
 * outlives the request, so no row is ever shown to another caller.
 */
export class ServerScope {
  readonly #keyed = new Map<string, DataLoader<Key, object | undefined>>();
  readonly #related = new Map<string, DataLoader<Key, readonly object[]>>();
  readonly #lists = new Map<ReferenceList, Promise<readonly object[]>>();

  readonly #sources = new Map<EntityName, readonly Source[]>();

  #siteName: Promise<string | null> | undefined;
  #dialect: Dialect | undefined;

  constructor(
    /** The configuration's key for the server; part of every global id. */
    readonly name: string,
    readonly client: RundbClient,
    /** How the server speaks; a promise where it has to be asked first. */
    readonly findDialect: () => Dialect | Promise<Dialect>,
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

  /** Whether any resource of this server shows a wire field of an entity. */
  prints(entity: EntityName, name: string): boolean {
    return this.sources(entity).some(({ resource }) => carries(resource.fields, name));
  }

  /** The entity of this key, from the lightest resource that prints what is needed; null if there is none. */
  async load<E extends EntityName>(
    entity: E,
    key: Key,
    needs: ReadonlySet<string>,
  ): Promise<EntityRows[E] | null> {
    const waiting = this.ready();
    if (waiting) await waiting;
    const source = this.lightest(entity, needs);
    const found = source && (await this.#loadFrom(entity, source, key, needs));
    if (found || !source?.hidesRows) return found ?? null;
    const open = this.lightest(entity, needs, (other) => !other.hidesRows);
    return (open && (await this.#loadFrom(entity, open, key, needs))) ?? null;
  }

  /** The children of a parent, in rundb's default order (newest first). */
  async related<E extends EntityName>(
    relation: Relation<E>,
    parent: Key,
    needs: ReadonlySet<string>,
    parentRow?: Placed,
  ): Promise<EntityRows[E][]> {
    const waiting = this.ready();
    if (waiting) await waiting;
    const resource = this.#relating(relation);
    if (!resource) return [];
    const rows = await this.#relatedLoader({ ...relation, resource }).load(parent);
    const origin = { scope: this, entity: relation.entity, resource, needs };
    const from = parentRow ? { ...origin, parent: parentRow } : origin;
    return rows.map((row) => place(row, from));
  }

  /** Asks for the children of a parent before anybody waits for them; who does will see how it went. */
  prefetch(relation: Relation, parent: Key): void {
    const resource = this.#relating(relation);
    if (!resource) return;
    this.#relatedLoader({ ...relation, resource })
      .load(parent)
      .catch(() => undefined);
  }

  /** Places rows of a page, and keeps them for whoever asks for one of them by id. */
  placePage<E extends EntityName>(
    entity: E,
    source: Source,
    rows: readonly object[],
    needs: ReadonlySet<string>,
  ): EntityRows[E][] {
    const loader = this.#keyedLoader(source);
    const from = { scope: this, entity, resource: source.resource, needs };
    return rows.map((row) => {
      const key = keyOfRow(row, source.resource);
      if (key !== undefined) loader.prime(key, row);
      return place(row, from);
    });
  }

  /** What the lab calls the server; asked once per request. */
  siteName(): Promise<string | null> {
    this.#siteName ??= this.client
      .page(resources.globalconfig, [['limit', '1']])
      .then(({ rows: [row] }) => row?.site_name ?? null);
    return this.#siteName;
  }

  /** All rows of a reference list, read once per request. */
  all<E extends ReferenceList>(entity: E): Promise<readonly EntityRows[E][]> {
    // The map holds rows of each entity under its name.
    return obtain(this.#lists, entity, () => this.#readAll(entity)) as Promise<readonly EntityRows[E][]>;
  }

  /** The resource that the children are asked of: the relation's own, unless this server has another one only. */
  #relating({ entity, resource, by }: Relation): Resource | undefined {
    const dialect = this.#dialect;
    if (!dialect || dialect.isDeclared) return resource;
    const isAble = (candidate: Resource | undefined) => (candidate?.fields[by]?.filter ?? '') !== '';
    const own = dialect.adapt(resource);
    return isAble(own) ? own : this.sources(entity).find((source) => isAble(source.resource))?.resource;
  }

  async #readAll<E extends ReferenceList>(entity: E): Promise<readonly EntityRows[E][]> {
    const waiting = this.ready();
    if (waiting) await waiting;
    const resource = this.sources(entity)[0]?.resource;
    if (!resource) return [];
    const from = { scope: this, entity, resource, needs: new Set<string>() };
    const page = await this.client.walk(
      resource,
      [['order_by', resource.fields['id']?.order ? 'id' : 'name']],
      everyRow,
    );
    return page.rows.map((row) => place(row, from));
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
    const { resource } = source;
    return obtain(
      this.#keyed,
      resource.name,
      () => new DataLoader<Key, object | undefined>((keys) => this.#batchByKey(source, keys)),
    );
  }

  async #batchByKey(source: Source, keys: readonly Key[]): Promise<(object | undefined)[]> {
    const [first] = keys;
    // A detail view shows hidden rows too, so a source that hides rows is always asked as a list.
    if (keys.length === 1 && first !== undefined && !source.hidesRows) {
      return [await this.client.one(source.resource, first)];
    }
    if (source.resource.fields[source.resource.key]?.filter === '') {
      return Promise.all(keys.map((key) => this.client.one(source.resource, key)));
    }
    const rows = await this.client.byKeys(source.resource, keys);
    return keys.map((key) => rows.get(key));
  }

  #relatedLoader(relation: Relation): DataLoader<Key, readonly object[]> {
    const { resource, by, isByName = false, parameters = [] } = relation;
    const parentOf = (row: object) => (isByName ? wireValue(row, by) : keyOf(wireValue(row, by)));
    return obtain(
      this.#related,
      JSON.stringify([resource.name, by, parameters]),
      () =>
        new DataLoader<Key, readonly object[]>(async (parents) => {
          const rows = await this.client.byRelation(resource, by, parents, parameters);
          const families = new Map<unknown, object[]>();
          for (const row of rows) obtain(families, parentOf(row), () => []).push(row);
          return parents.map((parent) => families.get(parent) ?? []);
        }),
    );
  }
}

function obtain<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}

/** The primary key of a row: a number, but for resources whose key is a name. */
export function keyOfRow(row: object, resource: Pick<Resource, 'name'> & Partial<Resource>): Key | undefined {
  const value = wireValue(row, resource.key ?? 'id');
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}
