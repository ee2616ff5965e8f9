import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { readInstant, readInteger } from '../rundb/values.js';

function fail(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

const isSafe = (value: unknown): value is number => Number.isSafeInteger(value);

export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize(value) {
    const integer = readInteger(value);
    if (!isSafe(integer)) throw new GraphQLError(`SafeInt cannot represent ${JSON.stringify(value)}`);
    return integer;
  },
  parseValue: (value) => (isSafe(value) ? value : fail('SafeInt is an integer of at most 2^53-1.')),
  parseLiteral(node: ValueNode) {
    const value = node.kind === Kind.INT ? Number(node.value) : undefined;
    return isSafe(value) ? value : fail('SafeInt is an integer of at most 2^53-1.');
  },
});

/** RFC 3339 with an offset; a bare date is its midnight UTC. rundb knows the years 1 to 9999 only. */
const instantForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/i;

function parseInstant(value: unknown): Date {
  const isWellFormed = typeof value === 'string' && instantForm.test(value);
  const date = isWellFormed ? new Date(value) : undefined;
  const day = isWellFormed ? value.slice(0, 10) : '';
  // `new Date` turns 30 February into 1 March.
  const isRealDay = day !== '' && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  if (date && !Number.isNaN(date.getTime()) && isRealDay && date.getTime() >= firstInstant) return date;
  return fail(
    `DateTime is RFC 3339, such as "2024-03-25T10:00:00Z" or "2024-03-25"; it cannot be ${shown(value)}.`,
  );
}

const firstInstant = Date.parse('0001-01-01T00:00:00Z');
const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 60) ?? String(value);

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  /** Takes rundb's text, whose fraction is odd (docs/rundb.md, "Values"), or a Date of the gateway's own. */
  serialize(value) {
    const date = value instanceof Date ? value : readInstant(value);
    if (!date) throw new GraphQLError(`DateTime cannot represent ${shown(value)}`);
    return date.toISOString();
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : valueFromASTUntyped(node)),
});

export const JSONScalar = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
