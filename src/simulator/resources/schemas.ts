import type { Row } from '../api.js';
import type { ColumnType, Model } from '../database/model.js';
import { isObject } from './fields.js';

/** What a resource declares about itself, as its schema tells it and its filters and orders obey it. */
export interface Schema {
  readonly listMethods: readonly string[];
  readonly detailMethods: readonly string[];
  readonly limit: number;
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** Names that may be filtered; some of them are no fields. */
  readonly filtering: ReadonlySet<string>;
  /** Undefined when the resource declares none: then nothing can be ordered by. */
  readonly ordering: readonly string[] | undefined;
}

export interface FieldSchema {
  readonly type: string;
  readonly flags: string;
  readonly default: unknown;
  readonly help: string;
}

const HELP: Readonly<Record<string, string>> = {
  string: 'Unicode string data. Ex: "Hello World"',
  integer: 'Integer data. Ex: 2673',
  boolean: 'Boolean data. Ex: True',
  datetime: 'A date & time as a string. Ex: "2010-11-10T03:07:43"',
  float: 'Floating point numeric data. Ex: 26.73',
  dict: "A dictionary of data. Ex: {'price': 26.73, 'name': 'Daniel'}",
  list: "A list of data. Ex: ['abc', 26.73, 8]",
  to_one: 'A single related resource. Can be either a URI or set of nested resource data.',
  to_many:
    'Many related resources. Can be either a list of URIs or list of individually nested resource data.',
};

/** Reads one row of the data file `schemas`. Its form is told in the README next to it. */
export function readSchema(row: Row): Schema {
  const fields = new Map(Object.entries(isObject(row['fields']) ? row['fields'] : {}).map(readField));
  const unfiltered = new Set(texts(row['unfiltered']));
  const filtering = new Set([
    ...[...fields.keys()].filter((name) => !unfiltered.has(name)),
    ...texts(row['also_filtered']),
  ]);
  return {
    listMethods: texts(row['list_methods']),
    detailMethods: texts(row['detail_methods']),
    limit: Number(row['limit']),
    fields,
    filtering,
    ordering: readOrdering(row['ordering'], filtering),
  };
}

/** What can be said of a resource that is only ever embedded. */
export function embeddedSchema(names: string, filterable: boolean): Schema {
  const fields = new Map(names.split(' ').map((name) => readField([name, 'string'])));
  const filtering = new Set(filterable ? fields.keys() : []);
  const ordering = [...filtering];
  return { listMethods: [], detailMethods: [], limit: 20, fields, filtering, ordering };
}

const METHODS = ['get', 'post', 'put', 'delete', 'patch'];
const TYPES: Readonly<Partial<Record<ColumnType, string>>> = {
  integer: 'integer',
  float: 'float',
  boolean: 'boolean',
  datetime: 'datetime',
};

/** The schema of a resource that the data describe no further: its model's columns, all of them filterable. */
export function plainSchema(model: Model): Schema {
  const columns = [...model.columns].map(([name, type]) => readField([name, TYPES[type] ?? 'string']));
  const fields = new Map([...columns, readField(['resource_uri', 'string r'])]);
  const filtering = new Set(model.columns.keys());
  const ordering = [...filtering].sort(byCodePoint);
  return { listMethods: METHODS, detailMethods: METHODS, limit: 20, fields, filtering, ordering };
}

function readField([name, stored]: [string, unknown]): [string, FieldSchema] {
  const [text, ...more]: unknown[] = Array.isArray(stored) ? stored : [stored];
  const [type = '', flags = ''] = String(text).split(' ');
  const [initial = 'No default provided.', help = HELP[type] ?? ''] = more;
  return [name, { type, flags, default: initial, help: String(help) }];
}

function readOrdering(stored: unknown, filtering: ReadonlySet<string>): readonly string[] | undefined {
  if (stored === null) return undefined;
  return stored === true ? [...filtering].sort(byCodePoint) : texts(stored);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The answer of `<resource>/schema/`. docs/rundb.md, "Schema" */
export function printSchema(schema: Schema): object {
  return {
    allowed_detail_http_methods: schema.detailMethods,
    allowed_list_http_methods: schema.listMethods,
    default_format: 'application/json',
    default_limit: schema.limit,
    fields: Object.fromEntries([...schema.fields].map(([name, field]) => [name, printField(field)])),
    filtering: Object.fromEntries([...schema.filtering].map((name) => [name, 2])),
    ...(schema.ordering === undefined ? {} : { ordering: schema.ordering }),
  };
}

function printField({ type, flags, default: initial, help }: FieldSchema): object {
  const isRelated = type.startsWith('to_');
  return {
    blank: flags.includes('b'),
    default: initial,
    help_text: help,
    nullable: flags.includes('n'),
    readonly: flags.includes('r'),
    type: isRelated ? 'related' : type,
    unique: flags.includes('u'),
    ...(isRelated ? { related_type: type } : {}),
  };
}
