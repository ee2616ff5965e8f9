import { Refusal, type Row, type WriteAnswer, type WriteRequest } from '../api.js';
import { missingRow } from '../values/refusals.js';
import { draftOf, newDraft } from './draft.js';
import { hydrate } from './hydrate.js';
import { readBothWays } from './read-body.js';
import { demand, saveFor } from './save-draft.js';
import { deleteList, patchList, putList } from './write-list.js';
import type { Writer, Writing } from './writing.js';

/** Resources that answer a write with what they stored. docs/rundb.md, "Status codes" */
const RETURNING = new Set(['experiment', 'plannedexperiment', 'plannedexperimentdb', 'sampleset']);

/** Writes rows as Tastypie does for resources that leave it alone. docs/rundb.md, "Refusals" and "Status codes" */
export const writeRows: Writer = (request, writing) => {
  const { method, key } = request;
  if (key === undefined) return writeList(request, writing);
  switch (method) {
    case 'post':
      throw new Refusal(501, null);
    case 'put':
      return putOne(request, writing, key);
    case 'patch':
      return patchOne(request, writing, key);
    case 'delete':
      return deleteOne(request, writing, key);
  }
};

function writeList(request: WriteRequest, writing: Writing): WriteAnswer {
  switch (request.method) {
    case 'post':
      return postOne(request, writing);
    case 'put':
      return putList(request, writing);
    case 'patch':
      return patchList(request, writing);
    case 'delete':
      return deleteList(request, writing);
  }
}

function postOne(request: WriteRequest, writing: Writing): WriteAnswer {
  const draft = hydrate(newDraft(writing, readBothWays(request)));
  return answerMade(request, writing, saveFor(request.caller)(draft));
}

/** A PUT to a key that is not there makes a row of that key. */
function putOne(request: WriteRequest, writing: Writing, key: string): WriteAnswer {
  const body = readBothWays(request);
  const save = saveFor(request.caller);
  const stored = writing.find(key);
  if (stored === undefined) {
    const draft = hydrate(newDraft(writing, body, { [writing.model.key]: writing.keyValue(key) }));
    return answerMade(request, writing, save(draft));
  }
  return answerWith(200, 204, writing, save(hydrate(draftOf(writing, stored, body, false))));
}

function patchOne(request: WriteRequest, writing: Writing, key: string): WriteAnswer {
  const stored = writing.find(key);
  if (stored === undefined) throw missingRow();
  const draft = hydrate(draftOf(writing, stored, readBothWays(request), true));
  return answerWith(202, 202, writing, saveFor(request.caller)(draft));
}

function deleteOne({ caller }: WriteRequest, writing: Writing, key: string): WriteAnswer {
  const stored = writing.find(key);
  if (stored === undefined) throw missingRow();
  demand(caller, 'delete', writing);
  writing.around.store.atomically(() => writing.around.store.remove(writing.model.name, stored));
  return { status: 204 };
}

/** 201 with the row's absolute address. */
function answerMade({ origin }: WriteRequest, writing: Writing, row: Row): WriteAnswer {
  return { ...answerWith(201, 201, writing, row), location: `${origin}${writing.uriOf(row)}` };
}

function answerWith(returning: number, silent: number, writing: Writing, row: Row): WriteAnswer {
  const isReturning = RETURNING.has(writing.name);
  return isReturning ? { status: returning, body: writing.printAlone(row) } : { status: silent };
}
