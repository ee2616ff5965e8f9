import { getNamedType, type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType } from 'graphql';
import { columnPath } from './columns.js';
import { testOfColumn } from './filter-columns.js';
import { FILTER_LINKS } from './filter-links.js';
import { keyOfId } from './global-ids.js';
import type { LabData, LabRow } from './lab-data.js';
import { refuse } from './refused.js';
import { isRun } from './run-fields.js';
import { SPECIAL_FILTERS } from './special-filters.js';

export type FilterInput = Readonly<Record<string, unknown>>;

/** Whether a row passes; undefined is the row that a relation does not lead to, all of whose columns are null. */
export type RowTest = (row: LabRow | undefined) => boolean;

export interface FilterPlace {
  readonly schema: GraphQLSchema;
  readonly lab: LabData;
}

export const isInput = (value: unknown): value is FilterInput =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a filter input asks of rows of a type. Throws what has to be refused. */
export function testOfFilter(place: FilterPlace, type: string, filter: FilterInput): RowTest {
  const inputType = place.schema.getType(`${type}Filter`);
  if (!isInputObjectType(inputType)) throw new Error(`no filter of ${type}`);
  const tests = Object.entries(filter).map(([name, value]) => {
    if (value === null) throw refuse(`${name} is null`);
    return testOfPart(place, type, inputType, name, value);
  });
  const together = specialsTogether(place, type, filter);
  return (row) => tests.every((test) => test(row)) && together(row);
}

function testOfPart(
  place: FilterPlace,
  type: string,
  inputType: GraphQLInputObjectType,
  name: string,
  value: unknown,
): RowTest {
  if (SPECIAL_FILTERS[type]?.[name] !== undefined) return () => true;
  if (!isInput(value)) throw new Error(`${name} is no input`);
  if (name === 'id' && type !== 'BarcodeSet') return testOfIds(type, value);
  const input = getNamedType(inputType.getFields()[name]?.type)?.name ?? '';
  const follow = FILTER_LINKS[type]?.[name];
  if (follow === undefined) return testOfOwn(place, type, input, name, value);
  const related = input.replace(/Filter$/, '');
  return throughLink((row) => follow(row, place.lab), testOfRelated(place, related, value));
}

/** What is asked of related rows: that there is such a row. Of a plan that has not run there is no run. */
function testOfRelated(place: FilterPlace, type: string, filter: FilterInput): RowTest {
  const passes = testOfFilter(place, type, filter);
  if (!asksAnything(filter)) return () => true;
  return (row) => row !== undefined && (type !== 'Experiment' || isRun(row)) && passes(row);
}

function asksAnything(filter: FilterInput): boolean {
  return Object.entries(filter).some(([name, part]) =>
    isInput(part) ? asksAnything(part) : name !== 'ignoreCase',
  );
}

/** One of the rows that a link leads to passes as a whole; where it leads to none, a row without any value. */
function throughLink(follow: (row: LabRow) => readonly LabRow[], passes: RowTest): RowTest {
  return (row) => {
    const rows = row === undefined ? [] : follow(row);
    return rows.length === 0 ? passes(undefined) : rows.some(passes);
  };
}

function testOfOwn(
  place: FilterPlace,
  type: string,
  input: string,
  name: string,
  value: FilterInput,
): RowTest {
  const path = columnPath(type, name, place.lab.columns(type));
  if (path === undefined) throw new Error(`${type} has no column ${name}`);
  const [first = '', second] = path.split('__');
  const passes = testOfColumn(input, name, path, value);
  if (second === undefined) return (row) => passes(row?.stored[first]);
  const follow = FILTER_LINKS[type]?.[first];
  if (follow === undefined) throw new Error(`${type} leads to no ${first}`);
  return throughLink(
    (row) => follow(row, place.lab),
    (far) => passes(far?.stored[second]),
  );
}

function testOfIds(type: string, value: FilterInput): RowTest {
  const tests = Object.entries(value).map(([operator, operand]) => {
    if (operand === null) throw refuse(`id.${operator} is null`);
    const keys = new Set([operand].flat().map((id) => keyOfId(String(id), type)));
    return (row: LabRow | undefined) => row !== undefined && keys.has(row.key);
  });
  return (row) => tests.every((test) => test(row));
}

function specialsTogether(place: FilterPlace, type: string, filter: FilterInput): RowTest {
  const testOf = (related: string, asked: unknown): RowTest =>
    isInput(asked) ? testOfRelated(place, related, asked) : () => true;
  const specials = Object.entries(SPECIAL_FILTERS[type] ?? {}).filter(([name]) => filter[name] !== undefined);
  const tests = specials.map(([name, make]) => make(filter[name], { lab: place.lab, filter, testOf }));
  return (row) => (row === undefined ? tests.length === 0 : tests.every((test) => test(row)));
}
