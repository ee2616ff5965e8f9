import { modelNamed, type ColumnType, type Models, type Relation } from '../database/model.js';
import { crash } from '../values/refusals.js';

/** The way from a row to a value: relations to follow, then a column of the last row. */
export interface ValuePath {
  readonly relations: readonly Relation[];
  readonly column: string;
  readonly type: ColumnType;
  readonly isRelation: boolean;
}

/**
 * Finds the value that names of columns and relations lead to, `pk` included. A name that leads nowhere makes rundb
 * crash: its resource promises a filter or an order that its database cannot give.
 */
export function findPath(models: Models, start: string, names: readonly string[]): ValuePath {
  const relations: Relation[] = [];
  let model = modelNamed(models, start);
  for (const [place, name] of names.entries()) {
    const relation = model.relations.get(name);
    if (relation === undefined) return endAtColumn(model.key, relations, model.columns, names.slice(place));
    relations.push(relation);
    model = modelNamed(models, relation.target);
  }
  return endAtRelation(relations, model.columns.get(model.key) ?? 'integer', model.key);
}

function endAtColumn(
  key: string,
  relations: readonly Relation[],
  columns: ReadonlyMap<string, ColumnType>,
  [name = '', ...beyond]: readonly string[],
): ValuePath {
  const column = name === 'pk' ? key : name;
  const type = columns.get(column);
  if (type === undefined || beyond.length > 0) throw crash();
  if (column === key && relations.at(-1)?.kind === 'forward') {
    return { ...endAtRelation(relations, type, key), isRelation: false };
  }
  return { relations, column, type, isRelation: false };
}

/** A foreign key is read from its own row; other relations from the key of the rows that they lead to. */
function endAtRelation(relations: readonly Relation[], type: ColumnType, key: string): ValuePath {
  const last = relations.at(-1);
  if (last?.kind === 'forward') {
    return { relations: relations.slice(0, -1), column: last.column, type, isRelation: true };
  }
  return { relations, column: key, type, isRelation: true };
}
