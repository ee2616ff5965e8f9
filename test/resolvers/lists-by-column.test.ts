import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { loadSchema } from '../../src/resolvers/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * Every column that a list offers as an order or a filter is one that rundb takes: it answers 400 or 500 for others, or
 * ignores them.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { MAX_ROOT_FIELDS: '1000', MAX_COST: '10000000' } });
});
afterAll(() => gateway.close());

const query = loadSchema().getQueryType();
const lists = Object.values(query?.getFields() ?? {}).filter(({ args }) =>
  args.some(({ name }) => name === 'orderBy'),
);

function orderFieldsOf({ args }: (typeof lists)[number]): string[] {
  const orderBy = args.find(({ name }) => name === 'orderBy');
  const input = orderBy && getNamedType(orderBy.type);
  const field = isInputObjectType(input) ? getNamedType(input.getFields()['field']?.type) : undefined;
  return isEnumType(field) ? field.getValues().map(({ name }) => name) : [];
}

const plain = /^(String|Int|Float|Boolean|DateTime)Filter$/;

/** Filters by a column; those that nest, and the named ones, have tests of their own. */
function columnsOf({ args }: (typeof lists)[number]): string[] {
  const filter = args.find(({ name }) => name === 'filter');
  const input = filter && getNamedType(filter.type);
  const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];
  return fields.filter(({ type }) => plain.test(getNamedType(type).name)).map(({ name }) => name);
}

/** A filter of related rows by the first column that they offer, along at most so many relations. */
function nestedFilters(input: unknown, depth: number): string[] {
  const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];
  return fields.flatMap(({ name, type }) => {
    const related = getNamedType(type);
    if (!isInputObjectType(related) || plain.test(related.name)) return [];
    const [column] = Object.values(related.getFields()).filter((field) =>
      plain.test(getNamedType(field.type).name),
    );
    const own = column ? [`${column.name}: { isNull: false }`] : [];
    const further = depth > 1 ? nestedFilters(related, depth - 1) : [];
    return [...own, ...further].map((filter) => `${name}: { ${filter} }`);
  });
}

describe.each(lists.map((list) => [list.name, list] as const))('%s', (name, list) => {
  const orders = orderFieldsOf(list);
  const columns = columnsOf(list);

  it('take every order they offer', async () => {
    const asked = orders.map(
      (field) => `${field}: ${name}(first: 1, orderBy: [{ field: ${field} }]) { nodes { __typename } }`,
    );
    expect(asked.length).toBeGreaterThan(0);
    await gateway.data(`{ ${asked.join('\n')} }`);
  });

  it('take every filter they offer: rows with a value and rows without are all rows', async () => {
    const asked = columns.map(
      (column) =>
        `${column}_with: ${name}(first: 0, filter: { ${column}: { isNull: false } }) { totalCount }
         ${column}_without: ${name}(first: 0, filter: { ${column}: { isNull: true } }) { totalCount }`,
    );
    const data = await gateway.data(`{ all: ${name}(first: 0) { totalCount } ${asked.join('\n')} }`);
    const sums = columns.map((column) => {
      const [both, one] = [data[`${column}_with`].totalCount, data[`${column}_without`].totalCount];
      return [column, Number(both) + Number(one)];
    });
    expect(sums).toEqual(columns.map((column) => [column, data.all.totalCount]));
  });

  it('take every filter of related rows, along one relation and two', async () => {
    const filter = list.args.find((argument) => argument.name === 'filter');
    const filters = nestedFilters(filter && getNamedType(filter.type), 2);
    const asked = filters.map(
      (nested, index) => `a${index}: ${name}(first: 1, filter: { ${nested} }) { nodes { __typename } }`,
    );
    if (asked.length > 0) await gateway.data(`{ ${asked.join('\n')} }`);
  });
});
