import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { modelNamed } from '../database/model.js';
import type { Family } from './families.js';

/** A foreign key that stays within the family: it leads to the row at this place of that table's members. */
export interface Reference {
  readonly column: string;
  readonly table: string;
  readonly place: number;
}

export interface Member {
  readonly row: Row;
  readonly references: readonly Reference[];
}

type Members = ReadonlyMap<string, readonly Member[]>;

/** The rows of a family by table, with their keys of each other. All other keys lead out of the family. */
export function findKinship(database: Database, { members }: Family): Members {
  const places = new Map(
    [...members].map(([table, rows]) => [table, new Map(rows.map((row, place) => [row['id'], place]))]),
  );
  const referencesOf = (table: string, row: Row): readonly Reference[] =>
    foreignKeys(database, table).flatMap(({ column, target }) => {
      const place = places.get(target)?.get(row[column]);
      return place === undefined ? [] : [{ column, table: target, place }];
    });
  return new Map(
    [...members].map(([table, rows]) => [
      table,
      rows.map((row) => ({ row, references: referencesOf(table, row) })),
    ]),
  );
}

function foreignKeys(database: Database, table: string) {
  const relations = [...modelNamed(database.models, table).relations.values()];
  return relations.flatMap((relation) =>
    relation.kind === 'forward' ? [{ column: relation.column, target: relation.target }] : [],
  );
}
