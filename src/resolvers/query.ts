import { isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { badUserInput } from '../errors.js';
import { type EntityName, isEntity } from '../loaders/entities.js';
import type { EntityRows } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import { planFromSheet } from '../planning/sample-sheet/plan-from-sheet.js';
import type { Parameters } from '../rundb/resource.js';
import { oneKey } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { resolveList } from './connection.js';
import type { ListArguments, ListOf } from './list-query.js';
import { findBarcodeSet, listBarcodeSets } from './barcode-sets.js';
import { experimentOrder, idOrder, nameOrder, reportOrder } from './default-orders.js';
import { type GlobalId, readGlobalId } from './global-id.js';
import { orNull } from './left-out.js';
import { loadById, loadByName, loadShown } from './lookups.js';
import { placeOfId, serverFor } from './node.js';
import { plansOnly, templatesOnly } from './plan.js';

type Resolve<Args, Row> = (
  parent: unknown,
  args: Args,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<Row | null>;

interface ByIdOrName {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly server?: string | null | undefined;
}

/** A look-up by id or by the name that a wire column holds. */
const byIdOrName =
  <E extends EntityName>(entity: E, column: string): Resolve<ByIdOrName, EntityRows[E]> =>
  async (_parent, { id, name, server }, context, info) => {
    const [key, value] = oneKey({ id, name });
    return key === 'id'
      ? loadById(entity, value, server, context, info)
      : loadByName({ entity, column, value }, server, context, info);
  };

const list =
  <E extends EntityName>(entity: E, defaultOrder: ListOf['defaultOrder']) =>
  (_parent: unknown, args: ListArguments, context: Context, info: GraphQLResolveInfo) =>
    resolveList({ entity, defaultOrder }, args, context, info);

/** A list that can be searched: by one parameter of rundb's that looks in several columns. */
const searchable =
  <E extends EntityName>(
    entity: E,
    defaultOrder: ListOf['defaultOrder'],
    parameter: string,
    base: Parameters = [],
  ) =>
  (
    _parent: unknown,
    { search, ...args }: ListArguments & { readonly search?: string | null | undefined },
    context: Context,
    info: GraphQLResolveInfo,
  ) => {
    const text: Parameters = search === null || search === undefined ? [] : [[parameter, searchText(search)]];
    const also = [...base, ...text];
    return resolveList({ entity, defaultOrder, also }, args, context, info);
  };

/** rundb takes these words for null, and an empty text for no search. docs/rundb.md, "Filters" */
function searchText(search: string): string {
  if (search.trim() === '') throw badUserInput('`search` is empty; leave it out to list all.');
  if (/\0|\p{Surrogate}/u.test(search))
    throw badUserInput('`search` holds a character that no text of rundb has.');
  return search;
}

function loadNode(
  id: GlobalId,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<EntityRows[EntityName] | null> | ServerScope {
  const place = placeOfId(context, id);
  if (id.type === 'TorrentServer') return place.scope;
  const type = info.schema.getType(id.type);
  if (!isEntity(id.type) || !isObjectType(type)) throw badUserInput(`There is no node of type ${id.type}.`);
  return loadShown(place, id.type, info, type);
}

const mostNodes = 100;

export const Query: CompleteResolvers<'Query'> = {
  node: (_parent, { id }, context, info) => loadNode(readGlobalId(id), context, info),
  nodes: (_parent, { ids }, context, info) => {
    if (ids.length > mostNodes)
      throw badUserInput(`\`nodes\` takes at most ${mostNodes} ids, not ${ids.length}.`);
    const load = async (id: GlobalId) => loadNode(id, context, info);
    return Promise.all(ids.map(readGlobalId).map((id, index) => orNull(load(id), index, context, info)));
  },
  servers: (_parent, _args, { servers }) => [...servers.values()],
  chip: byIdOrName('Chip', 'name'),
  experiment: async (_parent, { id, name, chipBarcode, server }, context, info) => {
    const [key, value] = oneKey({ id, name, chipBarcode });
    if (key === 'id') return loadById('Experiment', value, server, context, info);
    const column = key === 'name' ? 'expName' : 'chipBarcode';
    return loadByName({ entity: 'Experiment', column, value }, server, context, info);
  },
  report: byIdOrName('Report', 'resultsName'),
  libMetrics: (_parent, { id, server }, context, info) => loadById('LibMetrics', id, server, context, info),
  project: byIdOrName('Project', 'name'),
  plugin: byIdOrName('Plugin', 'name'),
  pluginResult: (_parent, { id, server }, context, info) =>
    loadById('PluginResult', id, server, context, info),
  sample: byIdOrName('Sample', 'name'),
  reference: byIdOrName('ReferenceGenome', 'short_name'),
  kit: byIdOrName('Kit', 'name'),
  rig: byIdOrName('Rig', 'name'),
  sampleSet: byIdOrName('SampleSet', 'displayedName'),
  barcodeSet: (_parent, { name, server }, context, info) => findBarcodeSet(name, server, context, info),
  plan: async (_parent, { id, shortId, guid, server }, context, info) => {
    const [key, value] = oneKey({ id, shortId, guid });
    if (key === 'id') return loadById('Plan', value, server, context, info);
    const column = key === 'guid' ? 'planGUID' : 'planShortID';
    return loadByName({ entity: 'Plan', column, value, prefer: planToRun }, server, context, info);
  },
  planForm: (_parent, { server }, context) => serverFor(context, server),
  validatePlan: (_parent, { input }, context) =>
    context.plannerOf(serverFor(context, input.server).name).validate(input),
  planFromSampleSheet: (_parent, { csv, defaults }, context) => {
    const planner = context.plannerOf(serverFor(context, defaults.server).name);
    return planFromSheet(csv, defaults, (input) => planner.validate(input));
  },
  chips: list('Chip', idOrder),
  experiments: searchable('Experiment', experimentOrder, 'all_text'),
  sampleSets: list('SampleSet', idOrder),
  targetRegions: list('TargetRegionFile', idOrder),
  hotSpots: list('HotSpotFile', idOrder),
  rigs: list('Rig', nameOrder),
  locations: list('Location', nameOrder),
  barcodeSets: (_parent, args, context, info) => listBarcodeSets(args, context, info),
  reports: list('Report', reportOrder),
  plans: searchable('Plan', idOrder, 'name_or_id__icontains', plansOnly),
  planTemplates: searchable('Plan', idOrder, 'name_or_id__icontains', templatesOnly),
  libMetricsList: list('LibMetrics', idOrder),
  projects: list('Project', idOrder),
  plugins: list('Plugin', idOrder),
  samples: list('Sample', idOrder),
  references: list('ReferenceGenome', idOrder),
  kits: list('Kit', idOrder),
  runTypes: list('RunType', idOrder),
  applicationGroups: list('ApplicationGroup', idOrder),
  threePrimeAdapters: list('ThreePrimeAdapter', idOrder),
  flowOrders: list('FlowOrder', idOrder),
  libraryKeys: list('LibraryKey', idOrder),
  messages: list('Message', idOrder),
  pluginResults: list('PluginResult', idOrder),
};

/** rundb gives a short id again after a run: the plan not yet run wins, else the newest; templates come last. */
const planToRun: Parameters = [
  ['order_by', 'isReusable'],
  ['order_by', 'planExecuted'],
  ['order_by', '-id'],
];
