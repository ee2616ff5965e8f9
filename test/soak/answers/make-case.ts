import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql';
import { Dice } from '../simulator/dice.js';
import type { Around } from './around.js';
import { globalId } from './global-ids.js';
import { makeListArguments, makeOrder, typed } from './make-arguments.js';
import { makeFilter, makeIds } from './make-filter.js';
import { makeSelection } from './make-selection.js';
import { makeNearText } from './make-values.js';
import { NATURAL_KEYS } from './look-ups.js';
import { OperationWriter } from './operation-writer.js';
import type { Oracle, Question } from './oracle.js';
import { isRun } from './run-fields.js';
import { TYPE_TABLES } from './type-tables.js';

/** What is asked, and what the case tries. */
export interface Case extends Question {
  readonly kind: Kind;
  /** Alias of a list that is to be walked on behind its last cursor, by the variable `after`. */
  readonly walks?: string;
}

export type Kind = 'lists' | 'ids' | 'nodes' | 'look-ups' | 'walks';

type Field = GraphQLField<unknown, unknown>;

/** The same case for the same seed. */
export function makeCase(oracle: Oracle, seed: number): Case {
  const dice = new Dice(seed);
  const around = { dice, oracle, writer: new OperationWriter(dice) };
  const kind = dice.weighed<Kind>({ lists: 52, ids: 14, nodes: 10, 'look-ups': 12, walks: 12 });
  switch (kind) {
    case 'lists':
      return { kind, ...around.writer.finish(rootFields(around, makeList)) };
    case 'ids':
      return { kind, ...around.writer.finish(makeListByIds(around)) };
    case 'nodes':
      return { kind, ...around.writer.finish(makeNodes(around)) };
    case 'look-ups':
      return { kind, ...around.writer.finish(rootFields(around, makeLookUp)) };
    case 'walks':
      return { kind, ...makeWalk(around) };
  }
}

function rootFields(around: Around, make: (around: Around) => string): string {
  return Array.from({ length: around.dice.pick([1, 1, 1, 2]) }, () => make(around)).join('\n');
}

function fieldsOf({ oracle }: Around, isWanted: (field: Field, type: string) => boolean): Field[] {
  const fields = Object.values(oracle.schema.getQueryType()?.getFields() ?? {});
  return fields.filter(
    (field) => oracle.knows('Query', field.name) && isWanted(field, getNamedType(field.type).name),
  );
}

const isList = (_field: Field, type: string): boolean => type.endsWith('Connection');
/** The lists that people ask most; each is as likely as all of the others. */
const USUAL = ['reports', 'experiments', 'plans', 'samples', 'pluginResults', 'libMetricsList', 'projects'];

function pickList(around: Around): { field: Field; list: GraphQLObjectType; type: string } {
  const { dice } = around;
  const lists = fieldsOf(around, isList);
  const usual = lists.filter(({ name }) => USUAL.includes(name));
  const field = dice.chance(0.6) ? dice.pick(usual) : dice.pick(lists);
  const list = getNamedType(field.type);
  if (!isObjectType(list)) throw new Error(`${field.name} is no list`);
  return { field, list, type: list.name.replace(/Connection$/, '') };
}

function makeList(around: Around): string {
  const { dice, writer } = around;
  const { field, list, type } = pickList(around);
  const most = dice.pick([3, 3, 10, 10, 25, 25, 60, 60, 400, 400, 1200, 2500]);
  const given = makeListArguments(around, type, field.args, { most, filtered: 0.8 });
  const depth = most > 60 ? 1 : 3;
  const args = writer.arguments(typed(field.args, given));
  return `${writer.newName('r')}: ${field.name}${args} {\n${makeSelection(around, list, { rows: most, depth })}\n}`;
}

/** A list by a thousand ids and less, with gaps and repeats. */
function makeListByIds(around: Around): string {
  const { dice, writer } = around;
  const { field, list, type } = pickList(around);
  const count = dice.pick([1, 2, 5, 20, 100, 301, 700, 1000]);
  const ids = makeIds(around, type, count);
  const isById =
    field.args.some(({ name }) => name === 'filter') && !['Rig', 'Location', 'BarcodeSet'].includes(type);
  const more = dice.chance(0.2) ? makeFilter(around, type, undefined) : {};
  const given = {
    first: dice.pick([10, 100, 1000]),
    ...(isById && { filter: { ...more, id: { in: ids } } }),
    ...(dice.chance(0.3) && { orderBy: makeOrder(around, type) }),
  };
  const args = writer.arguments(typed(field.args, given));
  return `${writer.newName('r')}: ${field.name}${args} {\n${makeSelection(around, list, { rows: count, depth: 1 })}\n}`;
}

function makeNodes(around: Around): string {
  const { dice, writer, oracle } = around;
  const types = dice.some(nodeTypes(around), 3);
  const known = types.length > 0 ? types : ['Report'];
  const count = dice.pick([1, 2, 10, 40, 100]);
  const ids = Array.from({ length: count }, () => makeNodeId(around, dice.pick(known)));
  const parts = [...new Set(known)].map((name) => {
    const type = oracle.schema.getType(name);
    if (!isObjectType(type)) return '';
    return `... on ${name} {\n${makeSelection(around, type, { rows: count, depth: 2, isAliased: true })}\n}`;
  });
  const args = writer.arguments(typed(argumentsOf(around, 'nodes'), { ids }));
  return `nodes${args} {\n__typename\n${parts.join('\n')}\n}`;
}

/** Types whose rows have a global id. */
function nodeTypes({ oracle: { schema } }: Around): string[] {
  return Object.keys(TYPE_TABLES).filter((name) => {
    const type = schema.getType(name);
    return isObjectType(type) && type.getInterfaces().some((shared) => shared.name === 'Node');
  });
}

const argumentsOf = ({ oracle }: Around, field: string) =>
  oracle.schema.getQueryType()?.getFields()[field]?.args ?? [];

function makeNodeId({ dice, oracle: { lab } }: Around, type: string): string {
  const rows = lab.all(type);
  const key = rows.length === 0 || dice.chance(0.1) ? dice.below(3000) : dice.pick(rows).key;
  return globalId(type, key);
}

function makeLookUp(around: Around): string {
  const { dice, writer, oracle } = around;
  const field = dice.pick(fieldsOf(around, ({ name }) => NATURAL_KEYS[name] !== undefined));
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Error(`${field.name} is no object`);
  const rows = oracle.lab
    .shown(type.name)
    .filter((row) => type.name !== 'Experiment' || dice.chance(0.1) || isRun(row));
  const row = dice.pick(rows);
  const [name, column] = dice.pick([['id', 'id'], ...Object.entries(NATURAL_KEYS[field.name] ?? {})]);
  const value =
    name === 'id'
      ? (makeIds(around, type.name, 1, dice.chance(0.9) ? row : undefined)[0] ?? '')
      : makeNearText(dice, String(row.stored[column ?? '']));
  const args = writer.arguments(typed(field.args, { [name ?? 'id']: value }));
  return `${writer.newName('r')}: ${field.name}${args} {\n${makeSelection(around, type, { rows: 1, depth: 3 })}\n}`;
}

/** A list page by page; what is selected must hold the last cursor. */
function makeWalk(around: Around): Omit<Case, 'kind'> {
  const { dice, writer } = around;
  const { field, list, type } = pickList(around);
  const most = dice.pick([1, 3, 10, 37, 100]);
  const { offset: _, ...given } = makeListArguments(around, type, field.args, { most, filtered: 0.5 });
  if (dice.chance(0.6)) given['orderBy'] = makeOrder(around, type);
  const after = writer.variable('String', null);
  const args = writer.arguments(typed(field.args, { ...given, first: Math.max(1, most - dice.below(3)) }));
  const alias = writer.newName('w');
  const selection = makeSelection(around, list, { rows: most, depth: 1 });
  const text = `${alias}: ${field.name}${args.replace('(', `(after: ${after}, `)} {\nwalked: pageInfo { endCursor hasNextPage }\n${selection}\n}`;
  return { ...writer.finish(text), walks: `${alias} ${after.slice(1)}` };
}
