import type { GraphQLResolveInfo } from 'graphql';
import { type BarcodeRow, type BarcodeSetValue, origin, type Placed } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { isBlankName, readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { withoutLost } from './left-out.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { needsOf } from './selection.js';

const { wire, from } = readings<BarcodeRow>();

export const Barcode: CompleteResolvers<'Barcode'> = {
  ...nodeFields,
  name: wire('id_str'),
  setName: wire('name'),
  set: from(['name'], ({ name, [origin]: { scope } }) => ({ scope, name })),
  isActive: wire('active'),
  isSystem: wire('system'),
};

export const BarcodeSet: CompleteResolvers<'BarcodeSet'> = {
  server: ({ scope }) => scope,
  barcodes: (set, _args, _context, info) => barcodesOf(set, info),
};

/** The set that a run or plan names; it takes no request as long as only its name is asked. */
export function barcodeSetOf(
  { [origin]: { scope } }: Placed,
  name: string | null | undefined,
): BarcodeSetValue | null {
  return name === null || name === undefined || isBlankName(name) ? null : { scope, name };
}

const bySet: Relation<'Barcode'> = {
  entity: 'Barcode',
  resource: resources.dnabarcode,
  by: 'name',
  isByName: true,
};

async function barcodesOf(set: BarcodeSetValue, info: GraphQLResolveInfo): Promise<BarcodeRow[]> {
  const barcodes = set.barcodes ?? (await barcodesNamed(set, info));
  return barcodes.toSorted((one, other) => placeOf(one) - placeOf(other));
}

async function barcodesNamed({ scope, name }: BarcodeSetValue, info: GraphQLResolveInfo) {
  return withoutLost(await scope.related(bySet, name, needsOf(info)), scope, info);
}

const placeOf = ({ index }: BarcodeRow) => readInteger(index) ?? 0;
