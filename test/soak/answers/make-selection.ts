import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Around } from './around.js';
import { makeListArguments, makePlainArguments, typed } from './make-arguments.js';

type Field = GraphQLField<unknown, unknown>;

/** How much may still be selected below a place. */
export interface Room {
  /** Rows that are expected there. */
  readonly rows: number;
  /** Objects below objects. */
  readonly depth: number;
  /** Fields of one name may differ from type to type, so each has a name of its own. */
  readonly isAliased?: boolean;
}

/** What a server says of itself changes by itself. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'TorrentServer.url',
  'TorrentServer.status',
  'TorrentServer.version',
  'TorrentServer.checkedAt',
]);

const MOST_ROWS = 1500;
/** Of a list whose length nobody says; barcodes come by the hundred. */
const lengthOf = (type: string): number => (type === 'Barcode' ? 200 : 6);

/** Fields of a type, each known to the oracle, with directives, aliases and fragments. */
export function makeSelection(around: Around, type: GraphQLObjectType, room: Room): string {
  if (type.name.endsWith('Connection')) return makeConnection(around, type, room);
  const { dice, oracle } = around;
  const fields = Object.values(type.getFields()).filter(
    ({ name }) => oracle.knows(type.name, name) && !LEFT_OUT.has(`${type.name}.${name}`),
  );
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const objects = fields.filter((field) => isObjectType(getNamedType(field.type)));
  const isBroad = room.rows > 200;
  const picked = [
    ...dice.some(leaves, isBroad ? 3 : 6),
    ...(room.depth > 0 && room.rows <= MOST_ROWS ? dice.some(objects, isBroad ? 1 : 2) : []),
  ];
  const lines = picked.map((field) => makeField(around, field, room));
  return wrap(around, type, lines.length > 0 ? lines : ['__typename']);
}

function makeField(around: Around, field: Field, room: Room): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type))
    return `${makeAlias(around, room.isAliased ? 1 : 0.15)}${field.name}${makeDirective(around)}`;
  const isPaged = type.name.endsWith('Connection');
  const most = Math.max(1, Math.min(12, Math.floor(60 / Math.max(1, room.rows))));
  const given = isPaged
    ? makeListArguments(around, type.name.replace(/Connection$/, ''), field.args, { most, filtered: 0.3 })
    : makePlainArguments(around, field.args);
  const text = around.writer.arguments(typed(field.args, given));
  const isMany = isListType(getNullableType(field.type));
  const rows = room.rows * (isPaged ? most : isMany ? lengthOf(type.name) : 1);
  const inner = makeSelection(around, type, { rows, depth: room.depth - 1 });
  // Two of one name could not be merged if their arguments differed.
  const alias = makeAlias(around, field.args.length > 0 || room.isAliased ? 1 : 0.15);
  return `${alias}${field.name}${text}${makeDirective(around)} {\n${inner}\n}`;
}

function makeAlias({ dice, writer }: Around, chance: number): string {
  return dice.chance(chance) ? `${writer.newName('a')}: ` : '';
}

function makeDirective({ dice, writer }: Around): string {
  if (!dice.chance(0.1)) return '';
  const flag = dice.chance(0.5);
  const value = dice.chance(0.7) ? writer.variable('Boolean!', flag) : String(flag);
  return ` @${dice.pick(['include', 'skip'])}(if: ${value})`;
}

/** Puts some of the lines into a fragment. */
function wrap(around: Around, { name }: GraphQLObjectType, lines: readonly string[]): string {
  const { dice, writer } = around;
  const way = dice.weighed({ none: 75, inline: 13, bare: 4, named: 8 });
  const cut = way === 'none' ? lines.length : dice.below(lines.length);
  const [front, back] = [lines.slice(0, cut), lines.slice(cut).join('\n')];
  if (way === 'inline') return [...front, `... on ${name}${makeDirective(around)} {\n${back}\n}`].join('\n');
  if (way === 'bare') return [...front, `...${makeDirective(around)} {\n${back}\n}`].join('\n');
  if (way === 'named') return [...front, `${writer.fragment(name, back)}${makeDirective(around)}`].join('\n');
  return front.join('\n');
}

function makeConnection(around: Around, type: GraphQLObjectType, room: Room): string {
  const { dice, oracle } = around;
  const row = oracle.schema.getType(type.name.replace(/Connection$/, ''));
  if (!isObjectType(row)) throw new Error(`no rows of ${type.name}`);
  const parts: string[] = [];
  if (dice.chance(0.8)) parts.push(`nodes {\n${makeSelection(around, row, room)}\n}`);
  if (dice.chance(0.25))
    parts.push(
      `edges {\n${dice.chance(0.5) ? 'cursor\n' : ''}node {\n${makeSelection(around, row, room)}\n}\n}`,
    );
  if (dice.chance(0.4)) parts.push(`pageInfo {\n${makePageInfo(around)}\n}`);
  if (dice.chance(0.5) || parts.length === 0) parts.push(`totalCount${makeDirective(around)}`);
  return wrap(around, type, parts);
}

function makePageInfo({ dice }: Around): string {
  const fields = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].filter(() =>
    dice.chance(0.6),
  );
  return fields.length > 0 ? fields.join('\n') : 'hasNextPage';
}
