import { getNamedType, type GraphQLArgument, isEnumType } from 'graphql';
import type { Around } from './around.js';
import { isRun } from './run-fields.js';
import type { LabRow } from './lab-data.js';
import { makeFilter } from './make-filter.js';
import { makeOddText, makePart } from './make-values.js';

/** Arguments of a list, by name. */
export type Given = Record<string, unknown>;

export interface Wanted {
  /** About so many rows at most. */
  readonly most: number;
  /** How often a filter is asked. */
  readonly filtered: number;
}

export function makeListArguments(
  around: Around,
  type: string,
  args: readonly GraphQLArgument[],
  { most, filtered }: Wanted,
): Given {
  const { dice, oracle } = around;
  const has = (name: string): boolean => args.some((arg) => arg.name === name);
  const rows = oracle.lab.shown(type).filter((row) => type !== 'Experiment' || isRun(row));
  const row = rows.length > 0 ? dice.pick(rows) : undefined;
  const given: Given = makePage(around, most);
  const filter = dice.chance(filtered) ? makeFilter(around, type, row) : undefined;
  if (filter !== undefined) given['filter'] = filter;
  if (has('orderBy') && dice.chance(0.5)) given['orderBy'] = makeOrder(around, type);
  if (has('search') && dice.chance(0.12)) given['search'] = makeSearch(around, row);
  if (has('servers') && dice.chance(0.03)) given['servers'] = ['torrent-server'];
  return given;
}

function makePage({ dice }: Around, most: number): Given {
  if (dice.chance(0.006))
    return dice.pick<Given>([{ first: -1 }, { first: 100_001 }, { first: null }, { offset: -1 }]);
  const first = dice.weighed({ none: most >= 20 ? 15 : 0, zero: 3, few: 50, many: 32 });
  const page: Given =
    first === 'none' ? {} : { first: firstOf({ zero: 0, few: 1 + dice.below(12), many: most }[first], most) };
  if (dice.chance(0.15)) page['offset'] = dice.pick([0, 1, 3, 20, 150, 5000]);
  return page;
}

const firstOf = (wanted: number, most: number): number => Math.min(wanted, most);

export function makeOrder({ dice, oracle }: Around, type: string): object[] {
  const fields = oracle.schema.getType(`${type}OrderField`);
  if (!isEnumType(fields)) return [];
  const count = dice.chance(0.01) ? 4 : dice.pick([1, 1, 1, 2, 2, 3, 0]);
  return Array.from({ length: count }, () => ({
    field: dice.pick(fields.getValues()).name,
    ...(dice.chance(0.8) && { direction: dice.pick(['ASC', 'DESC']) }),
  }));
}

function makeSearch({ dice }: Around, row: LabRow | undefined): string {
  const texts = ['expName', 'notes', 'planName', 'planShortID', 'chipBarcode'].map(
    (name) => row?.stored[name],
  );
  const known = texts.filter((text) => typeof text === 'string' && text !== '').map(String);
  const part = (): string =>
    known.length > 0 && dice.chance(0.8) ? makePart(dice, dice.pick(known)) : makeOddText(dice);
  return dice.chance(0.25) ? `${part()} OR ${part()}` : part();
}

/** The arguments in the order of the schema, with their types. */
export function typed(args: readonly GraphQLArgument[], given: Given) {
  return args.flatMap(({ name, type }) =>
    Object.hasOwn(given, name) ? [[name, type, given[name]] as const] : [],
  );
}

/** Arguments of a plain field, each left out as often as not. */
export function makePlainArguments({ dice, oracle }: Around, args: readonly GraphQLArgument[]): Given {
  const given: Given = {};
  for (const { name, type } of args) {
    const named = getNamedType(type);
    if (dice.chance(0.5)) continue;
    if (named.name === 'Boolean') given[name] = dice.chance(0.5);
    else if (isEnumType(named)) given[name] = dice.pick(named.getValues()).name;
    else if (name === 'pluginName')
      given[name] = dice.chance(0.9) ? dice.pick(oracle.lab.all('Plugin')).stored['name'] : makeOddText(dice);
  }
  return given;
}
