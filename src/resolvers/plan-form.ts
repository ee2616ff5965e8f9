import type { GraphQLResolveInfo } from 'graphql';
import type { ReferenceList } from '../loaders/entities.js';
import type { BarcodeSetValue, EntityRows, PlanRow } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import type { Parameters } from '../rundb/resource.js';
import { readFlag } from '../rundb/values.js';
import { namesOfSets } from './barcode-sets.js';
import type { CompleteResolvers } from './complete.js';
import { withoutLost } from './left-out.js';
import { templatesOnly } from './plan.js';
import { isSelected, needsOf } from './selection.js';

/** The rows of a reference list of which a flag is set; old servers lack some flags. */
const flagged =
  <E extends ReferenceList>(entity: E, column: keyof EntityRows[E]) =>
  async (scope: ServerScope): Promise<EntityRows[E][]> => {
    const rows = await scope.all(entity);
    return rows.filter((row) => readFlag(row[column]) !== false);
  };

const every =
  <E extends ReferenceList>(entity: E) =>
  async (scope: ServerScope): Promise<EntityRows[E][]> => [...(await scope.all(entity))];

export const PlanForm: CompleteResolvers<'PlanForm'> = {
  server: (scope) => scope,
  chips: flagged('Chip', 'isActive'),
  kits: (scope) => scope,
  references: flagged('ReferenceGenome', 'enabled'),
  barcodeSets: (scope, _args, _context, info) => barcodeSetsOf(scope, info),
  runTypes: flagged('RunType', 'isActive'),
  applicationGroups: flagged('ApplicationGroup', 'isActive'),
  sampleGroupings: flagged('SampleGrouping', 'isActive'),
  libraryKeys: every('LibraryKey'),
  flowOrders: flagged('FlowOrder', 'isActive'),
  threePrimeAdapters: every('ThreePrimeAdapter'),
  bedFiles: bedFilesOf,
  templates: (scope, _args, _context, info) => templatesOf(scope, info),
};

const activeKits = flagged('Kit', 'isActive');
const kitsOf =
  (...kinds: readonly string[]) =>
  async (scope: ServerScope) =>
    (await activeKits(scope)).filter(({ kitType }) => kinds.includes(kitType));

export const PlanFormKits: CompleteResolvers<'PlanFormKits'> = {
  templating: kitsOf('TemplatingKit', 'IonChefPrepKit'),
  library: kitsOf('LibraryKit', 'LibraryPrepKit'),
  sequencing: kitsOf('SequencingKit'),
  controlSequence: kitsOf('ControlSequenceKit'),
  samplePrep: kitsOf('SamplePrepKit'),
};

/** The barcodes are thousands: they are read only where they are shown, and else one of each set. */
async function barcodeSetsOf(scope: ServerScope, info: GraphQLResolveInfo): Promise<BarcodeSetValue[]> {
  if (!isSelected(info, 'barcodes')) {
    const names = await namesOfSets(scope, [['active', 'True']], 'ASC');
    return names.map((name) => ({ scope, name }));
  }
  const sets = groupBy(await flagged('Barcode', 'active')(scope), ({ name }) => name);
  return [...sets].map(([name, barcodes]) => ({ scope, name, barcodes }));
}

/** Each upload is there in four forms; plans keep this one. docs/rundb.md, "Other resources" */
const isFormOfPlans = ({ path }: { readonly path: string }) => path.includes('/unmerged/detail/');

async function bedFilesOf(scope: ServerScope) {
  const [targets, spots] = await Promise.all([
    flagged('TargetRegionFile', 'enabled')(scope),
    flagged('HotSpotFile', 'enabled')(scope),
  ]);
  const targetRegions = groupBy(targets.filter(isFormOfPlans), ({ extra }) => extra ?? '');
  const hotSpots = groupBy(spots.filter(isFormOfPlans), ({ extra }) => extra ?? '');
  const references = new Set([...targetRegions.keys(), ...hotSpots.keys()]);
  return [...references].map((reference) => ({
    reference,
    targetRegions: targetRegions.get(reference) ?? [],
    hotSpots: hotSpots.get(reference) ?? [],
  }));
}

function groupBy<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  return groups;
}

/** Templates that a lab may start from. docs/rundb.md, "plannedexperiment" */
const usable: Parameters = [
  ...templatesOnly,
  ['isSystemDefault', 'False'],
  ['planStatus__regex', '^(?!inactive$)'],
  ['order_by', 'planDisplayedName'],
  ['order_by', 'id'],
];
const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

async function templatesOf(scope: ServerScope, info: GraphQLResolveInfo): Promise<PlanRow[]> {
  const needs = needsOf(info);
  const waiting = scope.ready();
  if (waiting) await waiting;
  const source = scope.lightest('Plan', needs);
  if (!source) return [];
  const way = { source, parameters: [...source.base, ...usable] };
  const { rows } = await scope.list('Plan', [way], needs, everyRow);
  return withoutLost(rows, scope, info);
}
