import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { textIn } from '../resources/fields.js';
import { runTypeOf, textOf, type PlanData } from './plan-question.js';

/** The row of a plan's run type, found by its exact name only. */
export function findRunType(database: Database, data: PlanData): Row | undefined {
  return database.table('runtype').find('runType', runTypeOf(data))[0];
}

/** The application group that a plan names, by its description. */
export function findGroup(database: Database, description: string): Row | undefined {
  return database.table('applicationgroup').find('description', description)[0];
}

/** What the product of a plan's run type and group allows: the visible default one before others. */
export function findProduct(database: Database, data: PlanData): Row | undefined {
  const runType = findRunType(database, data);
  if (runType === undefined) return undefined;
  const group = findGroup(database, textOf(data, 'applicationGroupDisplayedName'));
  const active = database.table('applproduct').find('applType', runType['id']).filter(isActive);
  const inGroup = active.filter((product) => product['applicationGroup'] === group?.['id']);
  const products = inGroup.length > 0 ? inGroup : active;
  return products.find(isShownDefault) ?? products[0];
}

/** The nucleotide types that samples of a plan may have, in the order in which rundb names them. */
export function nucleotideTypes(database: Database, data: PlanData): readonly string[] {
  switch (textIn(findRunType(database, data), 'nucleotideType')) {
    case 'rna':
      return ['RNA'];
    case 'dna_rna':
      return ['DNA', 'RNA', 'Fusions'];
    default:
      return ['DNA'];
  }
}

function isActive(product: Row): boolean {
  return product['isActive'] === true;
}

function isShownDefault(product: Row): boolean {
  return product['isDefault'] === true && product['isVisible'] === true;
}
