import type { Row } from '../api.js';
import type { ColumnType, Model } from '../database/model.js';
import type { FieldSchema, Schema } from '../resources/schemas.js';

/** What the database and Django's models fill in and ask for when a row is stored. */
export interface ColumnRules {
  readonly defaults: Row;
  /** Columns that hold the moment of the row's making unless it is given. */
  readonly made: readonly string[];
  /** Columns that may not hold null. */
  readonly required: ReadonlySet<string>;
}

const EMPTY: Readonly<Partial<Record<ColumnType, unknown>>> = { text: '', boolean: false, json: {} };

/** The rules of a model's columns, from its own declaration and the schema of the resource of the same name. */
export function columnRules(model: Model, schema: Schema | undefined): ColumnRules {
  const defaults: Row = {};
  const made: string[] = [];
  const required = new Set<string>();
  for (const [column, type] of model.columns) {
    if (column === model.key) continue;
    const field = schema?.fields.get(column);
    if (type === 'datetime' && field?.default === true) made.push(column);
    else defaults[column] = model.relations.has(column) ? null : defaultOf(type, field);
    if (field !== undefined && !field.flags.includes('n')) required.add(column);
  }
  for (const column of Object.keys(model.defaults)) required.delete(column);
  return { defaults: { ...defaults, ...model.defaults }, made, required };
}

function defaultOf(type: ColumnType, field: FieldSchema | undefined): unknown {
  if (type === 'json') return {};
  if (field === undefined) return EMPTY[type] ?? null;
  if (typeof field.default === 'boolean' && type !== 'boolean') return null;
  if (field.default !== 'No default provided.') return field.default;
  return field.flags.includes('n') || type !== 'text' ? null : '';
}
