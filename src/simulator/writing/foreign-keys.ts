import type { Models } from '../database/model.js';

/** A column that points at rows of a model, and what becomes of its row when they go. */
export interface ForeignKey {
  readonly model: string;
  readonly column: string;
  readonly onDelete: 'cascade' | 'empty';
}

/** A table of links that holds keys of a model. */
export interface LinkEnd {
  readonly table: string;
  readonly column: string;
}

/** Everything that may point at rows of a model. */
export interface Pointers {
  readonly keys: readonly ForeignKey[];
  readonly links: readonly LinkEnd[];
}

/** The pointers at each model. */
export function findPointers(models: Models): ReadonlyMap<string, Pointers> {
  const found = new Map<string, { keys: ForeignKey[]; links: LinkEnd[] }>();
  for (const { name } of models.values()) found.set(name, { keys: [], links: [] });
  for (const model of models.values()) {
    for (const relation of model.relations.values()) {
      if (relation.kind === 'link') {
        found.get(model.name)?.links.push({ table: relation.table, column: relation.from });
      } else if (relation.kind === 'forward') {
        const onDelete = model.emptied.has(relation.column) ? 'empty' : 'cascade';
        found.get(relation.target)?.keys.push({ model: model.name, column: relation.column, onDelete });
      }
    }
  }
  return found;
}
