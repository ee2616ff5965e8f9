/**
 * What the gateway knows of a rundb resource, in one place: its wire fields, how each is read, and which may be
 * filtered and ordered by. From it come the row types, the readers, and the allow-list of query parameters: rundb
 * ignores a filter it does not know and answers with the whole table (docs/rundb.md, "Filters").
 */

/** JSON type on the wire; `readers` of values.ts make it one type whatever the server's version sends. */
export type Kind =
  'integer' | 'number' | 'text' | 'flag' | 'instant' | 'day' | 'json' | 'one' | 'many' | 'embedded';

/**
 * `F` filterable with every lookup, `R` filterable by key and through it, `O` orderable, `!` present and not null on
 * every row that carries the field.
 */
export type Marks = `${'' | 'F' | 'R'}${'' | 'O'}${'' | '!'}`;

export interface Field<Value = unknown> {
  readonly kind: Kind;
  readonly filter: '' | 'F' | 'R';
  readonly order: boolean;
  /** Relations: the resource at the other end. */
  readonly to: string | undefined;
  /** Embedded objects: their fields. */
  readonly fields: Fields | undefined;
  /** Relations: there may be several rows at the other end. */
  readonly isMany: boolean;
  /** Never set: carries the type of the wire value. */
  readonly value?: Value;
}

export type Fields = Readonly<Record<string, Field>>;

/** A relation as rundb prints it: the URI of the other row, or the row itself. docs/rundb.md, "Relations on the wire" */
export type Link = string | { readonly id?: number | string; readonly resource_uri?: string };

type Present<Value, M extends Marks> = M extends `${string}!` ? Value : Value | null | undefined;

function field<Value, M extends Marks>(
  kind: Kind,
  marks: M,
  to?: string,
  fields?: Fields,
  isMany = kind === 'many',
): Field<Present<Value, M>> {
  const filter = marks.startsWith('F') ? 'F' : marks.startsWith('R') ? 'R' : '';
  return { kind, filter, order: marks.includes('O'), to, fields, isMany };
}

export const integer = <M extends Marks>(marks: M) => field<number | string, M>('integer', marks);
export const number = <M extends Marks>(marks: M) => field<number | string, M>('number', marks);
export const text = <M extends Marks>(marks: M) => field<string, M>('text', marks);
export const flag = <M extends Marks>(marks: M) => field<boolean | string, M>('flag', marks);
/** A point in time as rundb prints it; docs/rundb.md, "Values". */
export const instant = <M extends Marks>(marks: M) => field<string, M>('instant', marks);
/** A day without a time; rundb prints its midnight. */
export const day = <M extends Marks>(marks: M) => field<string, M>('day', marks);
/** One of rundb's own blobs. */
export const json = <M extends Marks>(marks: M) => field<unknown, M>('json', marks);
export const one = <M extends Marks>(to: string, marks: M) => field<Link, M>('one', marks, to);
export const many = <M extends Marks>(to: string, marks: M) => field<readonly Link[], M>('many', marks, to);
/** A row (or rows) of another resource printed inside this one. */
export const embedded = <R extends Resource, M extends Marks>(resource: R, marks: M) =>
  field<WireRow<R>, M>('embedded', marks, resource.name, resource.fields);
export const embeddedMany = <R extends Resource, M extends Marks>(resource: R, marks: M) =>
  field<readonly WireRow<R>[], M>('embedded', marks, resource.name, resource.fields, true);

/** Query parameters, in order; a repeated name stands for several keys of an order. */
export type Parameters = readonly (readonly [name: string, value: string])[];

export interface Resource<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name;
  /** Last part of the list URL, where it differs from the name. */
  readonly path: string;
  readonly fields: F;
  /** Name of the primary key on the wire. */
  readonly key: string;
  /** Sent with every list request; how a variant of a resource is asked for. */
  readonly listParameters: Parameters;
  readonly detailParameters: Parameters;
  /** Filters beside the fields, such as `name_or_id`. docs/rundb.md, "Filters" */
  readonly extraFilters: readonly string[];
  /** Gives each row once, whatever relations its filters go through. docs/rundb.md, "Filters" */
  readonly isDistinct: boolean;
  /** Most rows asked for at once; rundb's own cap is 1000. docs/rundb.md, "Paging" */
  readonly pageSize: number;
  /** The release of the server that this is fitted to, where it is another than the declared one. */
  readonly release?: string;
  /** What to send in the place of an extra filter, by its name and value, to a server that does not know it. */
  readonly instead?: Readonly<Record<string, Readonly<Record<string, Parameters>>>>;
}

type Options = Partial<Omit<Resource, 'name' | 'fields'>>;

/** Declares a resource; everything but name and fields has rundb's usual value. */
export function resource<const Name extends string, F extends Fields>(
  name: Name,
  fields: F,
  options: Options = {},
): Resource<Name, F> {
  return {
    name,
    fields,
    path: name,
    key: 'id',
    listParameters: [],
    detailParameters: [],
    extraFilters: [],
    isDistinct: false,
    pageSize: 1000,
    ...options,
  };
}

type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer Value> ? Value : never };
/** One object of a resource as it comes over the wire. Unknown keys are ignored, any key may be missing on old servers. */
export type WireRow<R extends Resource> = Values<R['fields']> & { readonly resource_uri?: string };
