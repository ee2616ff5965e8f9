import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { badUserInput } from '../errors.js';
import { entities, type EntityName, type Source } from '../loaders/entities.js';
import type { Field, Kind, Parameters } from '../rundb/resource.js';
import { columnOf } from './columns.js';

export interface OrderInput {
  readonly field: string;
  /** The schema makes it ASC where it is left out. */
  readonly direction?: 'ASC' | 'DESC' | undefined;
}

export interface OrderKey {
  /** Wire field. */
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  readonly kind: Kind;
}

/** An order in rundb's terms: keys, then the primary key, which ends all ties. docs/rundb.md, "Ordering" */
export interface CompiledOrder {
  /** The keys before the tie. */
  readonly keys: readonly OrderKey[];
  /** In the direction of the last key; undefined where rundb cannot order by the primary key. */
  readonly tie: OrderKey | undefined;
  readonly parameters: Parameters;
  isKnownTo(source: Source): boolean;
}

/** A page behind a cursor takes a request for each key and one more. */
const mostKeys = 3;

export function compileOrder(
  schema: GraphQLSchema,
  entity: EntityName,
  orderBy: readonly OrderInput[],
): CompiledOrder {
  if (orderBy.length > mostKeys) throw badUserInput(`\`orderBy\` takes at most ${mostKeys} keys.`);
  const asked = orderBy.map(({ field, direction = 'ASC' }) => keyOf(schema, entity, field, direction));
  const tieColumn = tieOf(entity);
  const byTie = asked.findIndex(({ column }) => column === tieColumn);
  // Nothing is left to order behind a tie, or behind the same column once more.
  const before = byTie < 0 ? asked : asked.slice(0, byTie);
  const keys = before.filter(
    ({ column }, index) => before.findIndex((key) => key.column === column) === index,
  );
  const direction = asked[byTie]?.direction ?? keys.at(-1)?.direction ?? 'DESC';
  const tie = tieColumn === undefined ? undefined : describe(entity, tieColumn, direction);
  const all = tie ? [...keys, tie] : keys;
  return {
    keys,
    tie,
    parameters: all.map(({ column, direction }) => [
      'order_by',
      direction === 'DESC' ? `-${column}` : column,
    ]),
    isKnownTo: ({ resource }) => all.every(({ column }) => isUsable(resource.fields[column])),
  };
}

function keyOf(
  schema: GraphQLSchema,
  entity: EntityName,
  field: string,
  direction: 'ASC' | 'DESC',
): OrderKey {
  return describe(entity, columnOfKey(schema, entity, field).join('__'), direction);
}

function tieOf(entity: EntityName): string | undefined {
  const [{ resource }]: readonly [Source, ...Source[]] = entities[entity].sources;
  return isUsable(resource.fields[resource.key]) ? resource.key : undefined;
}

/** What follows a row is found by filters on the columns of the order. */
const isUsable = (field: Field | undefined): boolean => field?.order === true && field.filter === 'F';

function describe(entity: EntityName, column: string, direction: 'ASC' | 'DESC'): OrderKey {
  const sources: readonly Source[] = entities[entity].sources;
  const declared = sources.map(({ resource }) => resource.fields[column]).find((known) => known?.order);
  return { column, direction, kind: declared?.kind ?? 'text' };
}

/** `TIME_STAMP` orders by the column that the field `timeStamp` shows. */
function columnOfKey(schema: GraphQLSchema, entity: EntityName, key: string): readonly string[] {
  const type = schema.getType(entity);
  if (!isObjectType(type)) throw new Error(`${entity} is no type of the schema`);
  const filter = schema.getType(`${entity}Filter`);
  const names = [
    ...Object.keys(type.getFields()),
    ...(isInputObjectType(filter) ? Object.keys(filter.getFields()) : []),
  ];
  // `PARENT_IDS` is `parentIDs`: where one word ends is not always plain, so only the letters count.
  const letters = key.replaceAll('_', '');
  const name = names.find((candidate) => candidate.toUpperCase() === letters);
  if (name === undefined) throw new Error(`${entity} has no field to order by ${key}`);
  return columnOf(type, name);
}
