import { type Caller, Refusal, type Row } from '../api.js';
import type { Draft } from './draft.js';
import { hydrateLinks } from './hydrate-links.js';
import type { Writing } from './writing.js';

/** Stores a draft and gives its row. */
export type Save = (draft: Draft) => Row;

/** 401 for a caller who may not do this. */
export function demand(caller: Caller, right: 'add' | 'change' | 'delete', { model }: Writing): void {
  if (!caller.may(`${right}_${model.name}`)) throw new Refusal(401, null);
}

/**
 * Stores drafts for a caller. Whoever sends a key asks to change a row, be it there or not. A ConstraintError comes
 * from the store; a failing list of links comes after the row itself has been stored.
 */
export function saveFor(caller: Caller): Save {
  const save: Save = (draft) => {
    const { writing, values, before } = draft;
    const { key } = writing.model;
    demand(caller, isGiven(values[key]) ? 'change' : 'add', writing);
    for (const { column, draft: related } of before) {
      values[column] = save(related)[related.writing.model.key];
    }
    const row = storeDraft(draft);
    hydrateLinks(draft, row, save);
    return row;
  };
  return save;
}

function isGiven(key: unknown): boolean {
  return key !== undefined && key !== null && key !== '';
}

function storeDraft({ writing, values }: Draft): Row {
  const { model, around } = writing;
  const known = around.store.database.table(model.name).get(values[model.key]);
  if (known === undefined) return around.store.insert(model.name, withoutEmptyKey(values, model.key));
  around.store.update(model.name, known, changesOf(known, values));
  return known;
}

function withoutEmptyKey(values: Row, key: string): Row {
  if (isGiven(values[key])) return values;
  const { [key]: _none, ...others } = values;
  return others;
}

/** The columns that differ: the indexes of the others stay as they are. */
function changesOf(row: Row, values: Row): Row {
  return Object.fromEntries(Object.entries(values).filter(([column, value]) => row[column] !== value));
}
