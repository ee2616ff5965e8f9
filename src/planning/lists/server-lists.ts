import type { RundbClient } from '../../rundb/client.js';
import { UnsendableValueError } from '../../rundb/error.js';
import { lookup } from '../../rundb/lookup.js';
import type { Parameters, Resource, WireRow } from '../../rundb/resource.js';
import { resources } from '../../rundb/resources/index.js';
import { readFlag, readInteger } from '../../rundb/values.js';
import type { BedFact, Facts } from './facts.js';

/** Keeps for minutes what a server told one caller. A credential that the server no longer takes gets nothing of it. */
export interface Remembered {
  /**
   * The kept answer of this name, else what `read` gives, asked once however many wait for it. What fails is not kept.
   * @param longestAge milliseconds; what is older is read anew
   */
  recall<T>(name: string, read: () => Promise<T>, longestAge?: number): Promise<T>;
  /** Forgets one answer, or all. */
  forget(name?: string): void;
}

type Lists = {
  readonly [List in Exclude<keyof Facts, 'barcodes' | 'endBarcodes' | 'sampleSets'>]: () => Promise<
    Facts[List]
  >;
};

/** The lists of one server that plans are checked against, each read at most once while it is fresh. */
export interface ServerLists extends Lists {
  /** The barcodes of a set; none where there is no such set. */
  barcodesOf(set: string): Promise<Facts['barcodes']>;
  /** Those of the names that sample sets have; never kept. */
  sampleSetsOf(names: readonly string[]): Promise<readonly string[]>;
}

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };
const byId: Parameters = [['order_by', 'id']];

/** Reads what a plan names out of the server's lists. @param longestAge of what is kept, in milliseconds */
export function serverLists(client: RundbClient, remembered: Remembered, longestAge?: number): ServerLists {
  const rows = async <R extends Resource>(resource: R, where: Parameters = [], order = byId) =>
    (await client.walk(resource, [...where, ...order], everyRow)).rows;
  const list =
    <T>(name: string, read: () => Promise<T>) =>
    () =>
      remembered.recall(name, read, longestAge);
  return {
    chips: list('chips', async () => (await rows(resources.chip)).map(chipFact)),
    kits: list('kits', async () => (await rows(resources.kitinfo)).map(kitFact)),
    runTypes: list('runTypes', async () => (await rows(resources.runtype)).map(runTypeFact)),
    references: list('references', async () => (await rows(resources.referencegenome)).map(referenceFact)),
    applicationGroups: list('applicationGroups', async () =>
      (await rows(resources.applicationgroup)).map(groupFact),
    ),
    sampleGroupings: list('sampleGroupings', async () =>
      (await rows(resources.samplegrouptype_cv)).map(({ displayedName }) => displayedName),
    ),
    targetFiles: list('targetFiles', async () => (await rows(resources.targetregionfile)).flatMap(bedFacts)),
    hotSpotFiles: list('hotSpotFiles', async () => (await rows(resources.hotspotfile)).flatMap(bedFacts)),
    libraryKeys: list('libraryKeys', async () =>
      (await rows(resources.librarykey)).map(({ name, sequence }) => ({ name, sequence: sequence ?? '' })),
    ),
    flowOrders: list('flowOrders', async () =>
      (await rows(resources.floworder)).map(({ name, description }) => ({
        name,
        description: description ?? '',
      })),
    ),
    protocols: list('protocols', async () =>
      (await rows(resources.common_cv, protocolsOnly)).map(protocolFact),
    ),
    plugins: list('plugins', async () =>
      (await rows(resources.plugin, [['active', 'True']])).map(({ name }) => name),
    ),
    projects: list('projects', async () => (await rows(resources.project)).map(({ name }) => name)),
    qcTypes: list('qcTypes', async () => (await rows(resources.qctype)).map(qcFact)),
    barcodeSets: list('barcodeSets', async () => {
      const found = await rows(resources.dnabarcode, [['distinct', '1']], byName);
      return [...new Set(found.map(({ name }) => name))];
    }),
    barcodesOf: (set) => remembered.recall(`barcodes of ${set}`, () => readBarcodes(client, set), longestAge),
    sampleSetsOf: (names) => readSampleSets(client, names),
  };
}

const protocolsOnly: Parameters = [
  ['cv_type', 'samplePrepProtocol'],
  ['isActive', 'True'],
];
const byName: Parameters = [
  ['order_by', 'name'],
  ['order_by', 'id'],
];

function readBarcodes(client: RundbClient, set: string): Promise<Facts['barcodes']> {
  return orNone(async () => {
    const where = [...named('name', [set]), ...byId];
    const { rows } = await client.walk(resources.dnabarcode, where, everyRow);
    return rows.map(({ id_str, active }) => ({ name: id_str, isActive: readFlag(active) ?? true }));
  });
}

function readSampleSets(client: RundbClient, names: readonly string[]): Promise<readonly string[]> {
  return orNone(async () => {
    const where = [...named('displayedName', names), ...byId];
    const { rows } = await client.walk(resources.sampleset, where, everyRow);
    return rows.map(({ displayedName }) => displayedName ?? '');
  });
}

function named(column: string, names: readonly string[]): Parameters {
  const found =
    names.length === 1 ? lookup(column, 'text', 'eq', names[0]) : lookup(column, 'text', 'in', names);
  if (found === 'nothing') throw new UnsendableValueError('no row has such a name');
  return found;
}

/** There is nothing of a name that cannot even be asked for. */
export async function orNone<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnsendableValueError) return [];
    throw error;
  }
}

const chipFact = ({ name, description, instrumentType, isActive }: WireRow<typeof resources.chip>) => ({
  name,
  description: description ?? '',
  instrumentType: instrumentType ?? '',
  // Old servers do not say.
  isActive: readFlag(isActive) ?? true,
});

const kitFact = (row: WireRow<typeof resources.kitinfo>) => ({
  name: row.name,
  description: row.description ?? '',
  kitType: row.kitType,
  isActive: readFlag(row.isActive) ?? true,
  instrumentType: row.instrumentType ?? '',
  chipTypes: row.chipTypes ?? '',
  applicationType: row.applicationType ?? '',
  categories: row.categories ?? '',
});

const runTypeFact = ({ runType, nucleotideType, isActive }: WireRow<typeof resources.runtype>) => ({
  runType,
  nucleotideType: nucleotideType ?? '',
  isActive: readFlag(isActive) ?? true,
});

const referenceFact = ({ short_name, enabled }: WireRow<typeof resources.referencegenome>) => ({
  shortName: short_name ?? '',
  isEnabled: readFlag(enabled) ?? true,
});

const groupFact = ({ description, applications }: WireRow<typeof resources.applicationgroup>) => ({
  description: description ?? '',
  runTypes: (applications ?? []).map(({ runType }) => runType),
});

const protocolFact = ({ value, uid, categories }: WireRow<typeof resources.common_cv>) => ({
  value: value ?? '',
  uid: uid ?? '',
  categories: categories ?? '',
});

const qcFact = ({ qcName, minThreshold, maxThreshold }: WireRow<typeof resources.qctype>) => ({
  name: qcName,
  least: readInteger(minThreshold),
  most: readInteger(maxThreshold),
});

/** An upload is there in four forms; plans keep this one. docs/rundb.md, "Other resources" */
const formOfPlans = '/unmerged/detail/';

function bedFacts({ path, file, extra, enabled }: WireRow<typeof resources.targetregionfile>): BedFact[] {
  if (!path.includes(formOfPlans)) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isEnabled = readFlag(enabled) ?? true;
  return [{ name, path, file: file ?? path, reference: extra ?? '', isEnabled }];
}
