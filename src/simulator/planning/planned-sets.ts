import type { Row } from '../api.js';
import type { Store } from '../writing/store.js';
import { textOf, type PlanData } from './plan-question.js';

/** Links a plan to the sample sets that it names, joined by commas; names that there are not are passed over. */
export function keepSampleSets(store: Store, plan: Row, data: PlanData): void {
  const names = textOf(data, 'sampleSetDisplayedName')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return;
  const sets = store.database.table('sampleset');
  store.replaceLinks(
    'plannedexperiment',
    plan,
    'sampleSets',
    names.flatMap((name) => sets.find('displayedName', name)),
  );
}
