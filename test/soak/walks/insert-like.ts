import type { Lab, Row } from '../../../src/simulator/api.js';
import type { Dice } from '../simulator/dice.js';

/** Stores a row like one of the table's, with a key of its own and unique columns that no other has. */
export function insertLike(lab: Lab, dice: Dice, table: string): Row {
  const { model } = lab.store.database.table(table);
  const rows = lab.rows(table);
  const like = rows.length > 0 ? dice.pick(rows) : required(lab, dice, table);
  const { [model.key]: _key, ...columns } = like;
  const own = Object.fromEntries(
    model.unique.flat().map((column) => [column, uniqueValue(lab, table, column)]),
  );
  const key = model.columns.get(model.key) === 'text' ? { [model.key]: newName(lab) } : {};
  return lab.store.insert(table, { ...columns, ...own, ...key });
}

/** The rows that a row of an empty table cannot be without. */
function required(lab: Lab, dice: Dice, table: string): Row {
  const { model } = lab.store.database.table(table);
  const needed = [...model.relations.values()].filter(
    (relation) => relation.kind === 'forward' && lab.store.isRequired(table, relation.name),
  );
  return Object.fromEntries(
    needed.map(({ name, target }) => [name, dice.pick(lab.rows(target))['id']] as const),
  );
}

function uniqueValue(lab: Lab, table: string, column: string): unknown {
  const { model } = lab.store.database.table(table);
  return model.relations.has(column) ? null : newName(lab);
}

const newName = (lab: Lab): string => `made ${lab.random.code(12)}`;
