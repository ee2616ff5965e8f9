import {
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  parse,
} from 'graphql';
import { printedName } from './columns.js';
import { COMPUTED } from './computed.js';
import { globalId } from './global-ids.js';
import type { LabData, LabRow } from './lab-data.js';
import {
  barcodeSets,
  BASES,
  innerListOf,
  INNER_LISTS,
  type ListArguments,
  listOf,
  type ListPlace,
} from './lists.js';
import { lookUp, NATURAL_KEYS, nodeOf, serverOf } from './look-ups.js';
import type { KnownCursors } from './page-rows.js';
import { printed, showAs } from './printed-values.js';
import { Visits } from './visits.js';

type Arguments = Readonly<Record<string, unknown>>;

export interface Question {
  readonly query: string;
  readonly variables: Arguments;
}

/** What an operation must be answered, and what was seen on the way. */
export interface Foretold {
  readonly result: ExecutionResult;
  readonly visits: Visits;
}

/** Answers operations of the graph from the rows of a lab, by a reading that shares nothing with the gateway. */
export class Oracle {
  readonly #cursors = new Map<string, number>();

  constructor(
    /** The SDL alone. */
    readonly schema: GraphQLSchema,
    readonly lab: LabData,
  ) {}

  /** Cursors of the gateway's that were foretold, by how many rows they lead behind. */
  get cursors(): KnownCursors {
    return this.#cursors;
  }

  learnCursor(text: string, count: number): void {
    this.#cursors.set(text, count);
  }

  async answer({ query, variables }: Question): Promise<Foretold> {
    const visits = new Visits();
    const result = await execute({
      schema: this.schema,
      document: parse(query),
      variableValues: { ...variables },
      fieldResolver: (source: unknown, args: Arguments, _context, info) =>
        visits.note(info, args, () => this.#resolve(source, args, info)),
      typeResolver: (source: unknown) => (isRow(source) || hasType(source) ? source.type : undefined),
    });
    return { result, visits };
  }

  get #place(): ListPlace {
    return { schema: this.schema, lab: this.lab, cursors: this.#cursors };
  }

  /** Whether this reading knows what a field shows. */
  knows(type: string, field: string): boolean {
    if (type === 'Query') return this.#knowsRoot(field);
    const isKnown =
      COMPUTED[type]?.[field] !== undefined ||
      INNER_LISTS[type]?.[field] !== undefined ||
      KNOWN_FIELDS.has(field);
    return isKnown || this.#printedName(type, field) !== undefined || VALUE_TYPES.has(type);
  }

  #knowsRoot(field: string): boolean {
    const type = this.schema.getQueryType()?.getFields()[field]?.type;
    const isList = getNamedType(type)?.name.endsWith('Connection') === true;
    return (
      isList ||
      NATURAL_KEYS[field] !== undefined ||
      ['node', 'nodes', 'servers', 'barcodeSet'].includes(field)
    );
  }

  #printedName(type: string, field: string): string | undefined {
    return printedName(type, field, this.lab.fields(VIEWS[type] ?? type));
  }

  #resolve(source: unknown, args: Arguments, info: GraphQLResolveInfo): unknown {
    const { parentType, fieldName } = info;
    if (parentType.name === 'Query') return this.#resolveRoot(args, info);
    const scalar = getNamedType(info.returnType);
    const value = isRow(source)
      ? this.#readRow(source, args, info)
      : readProperty(source, fieldName, this.lab, parentType.name);
    return isLeafType(scalar) && !Array.isArray(value) ? showAs(scalar.name, value) : (value ?? null);
  }

  #resolveRoot(args: Arguments, { fieldName, returnType }: GraphQLResolveInfo): unknown {
    const { lab } = this;
    if (fieldName === 'node') return nodeOf(lab, String(args['id']));
    if (fieldName === 'nodes')
      return Array.isArray(args['ids']) ? args['ids'].map((id) => nodeOf(lab, String(id))) : [];
    if (fieldName === 'servers') return [serverOf(lab)];
    const type = getNamedType(returnType).name;
    if (fieldName === 'barcodeSet')
      return lab.find('Barcode', 'name', args['name']).length > 0 ? { name: args['name'] } : null;
    if (!type.endsWith('Connection')) return lookUp(lab, fieldName, type, args);
    const list: ListArguments = args;
    if (fieldName === 'barcodeSets') return barcodeSets(this.#place, list);
    const base = BASES[fieldName];
    return listOf(this.#place, type.replace(/Connection$/, ''), list, base && { base });
  }

  #readRow(
    row: LabRow,
    args: Arguments,
    { parentType: { name: type }, fieldName }: GraphQLResolveInfo,
  ): unknown {
    if (fieldName === 'id') return globalId(row.type, row.key);
    if (fieldName === 'rundbId') return row.key;
    if (fieldName === 'server') return serverOf(this.lab);
    const compute = COMPUTED[type]?.[fieldName];
    if (compute !== undefined) return compute(row, this.lab, args);
    if (INNER_LISTS[type]?.[fieldName] !== undefined) return innerListOf(this.#place, row, fieldName, args);
    const name = this.#printedName(type, fieldName);
    if (name === undefined) throw new Error(`nobody knows ${type}.${fieldName}`);
    return printed(row, name);
  }
}

/** Fields of every row. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set(['id', 'rundbId', 'server', '__typename']);

/** Types that show a row of another type. */
const VIEWS: Readonly<Record<string, string>> = {
  Acquisition: 'Experiment',
  ChefRun: 'Experiment',
  ThermalParameters: 'Experiment',
  PlanKits: 'Plan',
  PipelineArguments: 'Plan',
};

/** Types of values that are read as they are. */
const VALUE_TYPES: ReadonlySet<string> = new Set([
  'BarcodeSet',
  'BarcodedSample',
  'KitPart',
  'LibraryPrepRecord',
  'PageInfo',
  'PlanQcValue',
  'PluginResultJob',
  'PluginState',
  'ReportStorage',
  'SampleBarcode',
  'SelectedPlugin',
  'TorrentServer',
]);

const isRow = (source: unknown): source is LabRow =>
  typeof source === 'object' && source !== null && 'stored' in source && 'printed' in source;

const hasType = (source: unknown): source is { readonly type: string } =>
  typeof source === 'object' && source !== null && 'type' in source && typeof source.type === 'string';

function readProperty(source: unknown, name: string, lab: LabData, type: string): unknown {
  const value =
    typeof source === 'object' && source !== null
      ? Object.entries(source).find(([key]) => key === name)
      : undefined;
  if (type !== 'BarcodeSet' || value !== undefined) return value?.[1];
  if (name === 'server') return serverOf(lab);
  const set = typeof source === 'object' && source !== null && 'name' in source ? source.name : undefined;
  const barcodes = [...lab.find('Barcode', 'name', set)].toSorted((a, b) => Number(b.key) - Number(a.key));
  return barcodes.toSorted((a, b) => Number(a.stored['index'] ?? 0) - Number(b.stored['index'] ?? 0));
}
