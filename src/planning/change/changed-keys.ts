import { isDeepStrictEqual } from 'node:util';
import type { WireBody } from '../wire/write-plan.js';

/** What takes a value away, where that is not the empty text. docs/rundb.md, "Changing a plan" */
const nothing: Readonly<Record<string, unknown>> = {
  flows: '0',
  libraryReadLength: 0,
  projects: [],
  selectedPlugins: {},
  barcodedSamples: {},
  custom_args: false,
  runType: 'GENS',
  storage_options: 'A',
  metaData: {},
  autoAnalyze: true,
  preAnalysis: true,
  usePreBeadfind: true,
  usePostBeadfind: false,
  isDuplicateReads: false,
  realign: false,
  isFavorite: false,
};

/**
 * The keys that make one plan of the other, and no more: rundb checks what is sent key by key, and what it lacks
 * today, such as a retired kit, need not keep a note from being changed.
 */
export function changedKeys(before: WireBody, after: WireBody): WireBody {
  const set = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(before[key], value));
  const cleared = Object.keys(before).filter((key) => after[key] === undefined);
  return Object.fromEntries([...cleared.map((key) => [key, nothing[key] ?? ''] as const), ...set]);
}
