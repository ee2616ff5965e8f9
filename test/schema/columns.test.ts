import { describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';
import {
  byRule,
  columnOf,
  fieldsOf,
  filterableFields,
  graph,
  orderFieldsOf,
  shown,
  type Shown,
  shownTypes,
  wireNameOf,
} from './graph.js';
import { specialFilters } from './column-paths.js';

/** The filter input that fits a column of a kind. */
const inputs: Readonly<Record<string, string>> = {
  integer: 'IntFilter',
  number: 'FloatFilter',
  text: 'StringFilter',
  flag: 'BooleanFilter',
  instant: 'DateTimeFilter',
  day: 'DateTimeFilter',
};
/** Kinds that are never an order, whatever rundb says of them. */
const unordered = ['json', 'one', 'many', 'embedded'];

/** Relations that rundb filters by, without a column at their end that it is known to filter. */
const bareRelations: Readonly<Record<string, readonly string[]>> = {
  // Its columns are refused.
  Report: ['reportstorage'],
  // Nobody has seen its columns filtered.
  SampleSet: ['libraryPrepInstrumentData'],
  // Leads to things that the graph does not hold.
  SampleGrouping: ['sampleAnnotation_set'],
};

function filterOf(entity: Shown): GraphQLInputObjectType | undefined {
  const type = graph.getType(`${entity}Filter`);
  return isInputObjectType(type) ? type : undefined;
}

const orderNames = (entity: Shown): string[] => [...orderFieldsOf(entity).keys()];

describe.each(shownTypes.filter((entity) => filterOf(entity)))('%sFilter', (entity) => {
  const filters = Object.values(filterOf(entity)?.getFields() ?? {}).filter(
    ({ name }) => name !== 'id' && !specialFilters[entity]?.includes(name),
  );

  it('offers columns that rundb filters, each by the input of its kind', () => {
    const wrong = filters.filter(({ name, type }) => {
      const column = columnOf(entity, name) ?? relationOf(entity, name);
      const input = getNamedType(type).name;
      if (!column) return true;
      if (column.filter === 'R') return !/^(?!String|Int|Float|Boolean|DateTime|Id)\w+Filter$/.test(input);
      return column.filter !== 'F' || inputs[column.kind] !== input;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('offers every column and every relation that rundb filters by', () => {
    const offered = new Set(filters.map(({ name }) => columnOf(entity, name) ?? relationOf(entity, name)));
    const missing = filterableFields(entity)
      .filter(([, field]) => field.kind !== 'json' && !offered.has(field))
      .map(([name]) => name);
    expect(missing.filter((name) => name !== 'id')).toEqual(bareRelations[entity] ?? []);
  });
});

/** A relation under the graph's name of it, such as `libMetrics`. */
function relationOf(entity: Shown, name: string) {
  const fields = Object.entries(fieldsOf(entity));
  return fields.find(([wire]) => byRule(wire).toLowerCase() === name.toLowerCase())?.[1];
}

describe.each(shownTypes.filter((entity) => orderNames(entity).length > 0))('%sOrderField', (entity) => {
  const columns = new Map([...orderFieldsOf(entity)].map(([name, field]) => [name, columnOf(entity, field)]));

  it('offers only columns that rundb filters as well, for a page behind a cursor is found by a filter', () => {
    const unfiltered = orderNames(entity).filter((name) => columns.get(name)?.filter !== 'F');
    expect(unfiltered).toEqual([]);
  });

  it('offers columns that rundb orders by', () => {
    const wrong = orderNames(entity).filter((name) => {
      const column = columns.get(name);
      return column?.order !== true || unordered.includes(column.kind);
    });
    expect(wrong).toEqual([]);
  });

  it('offers every column that rundb orders by', () => {
    const offered = new Set(orderNames(entity).map((name) => columns.get(name)));
    const { fields } = shown[entity][0];
    const missing = Object.entries(fields).filter(
      ([, field]) =>
        field.order && field.filter === 'F' && !unordered.includes(field.kind) && !offered.has(field),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('has each name once, also in small letters', () => {
    const names = orderNames(entity).map((name) => wireNameOf(entity, entity, name) ?? name);
    expect(new Set(names.map((name) => name.replaceAll('_', ''))).size).toBe(names.length);
  });
});
