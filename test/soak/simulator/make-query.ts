import type { Lab, Parameters } from '../../../src/simulator/api.js';
import type { Catalogue, Described } from './catalogue.js';
import type { Dice } from './dice.js';
import { KNOWN_TABLES } from './known-tables.js';
import { makeOddText, makeText } from './make-values.js';

type Parameter = readonly [name: string, value: string];

const PLAIN_LOOKUPS = [
  '',
  'exact',
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startswith',
  'isnull',
] as const;
const ODD_LOOKUPS = (
  'iexact icontains istartswith endswith iendswith range year month day week_day hour minute second search regex ' +
  'iregex bogus id name'
).split(' ');
/** Parameters that some lists read in their own way, and some that none knows. */
const OTHERS: readonly Parameter[] = [
  ['plugin', 'true'],
  ['noplugin', 'true'],
  ['all_text', 'R_'],
  ['all_date', '2024-01-01,2024-12-31'],
  ['result_status', 'Completed'],
  ['report_id__in', '1,2'],
  ['nosuch', 'x'],
  ['pk', '1'],
  ['_', '1700000000'],
];
const LIMITS = ['0', '1', '2', '7', '20', '1000', '5000', 'abc', '-1', '', '9'.repeat(20)] as const;
const OFFSETS = ['0', '1', '5', '100', '100000', 'x', '-1'] as const;

interface Around {
  readonly dice: Dice;
  readonly lab: Lab;
  readonly catalogue: Catalogue;
}

function makeValue({ dice, lab }: Around, resource: string, field: string, lookup: string): string {
  if (lookup === 'isnull') return dice.pick(['true', 'false', 'True', 'False', '1', '']);
  if (lookup !== 'in' && lookup !== 'range') return makeText(dice, lab, resource, field);
  return Array.from({ length: 1 + dice.below(4) }, () => makeText(dice, lab, resource, field)).join(',');
}

/** A field of this resource, or one step further. */
function makePath(
  around: Around,
  described: Described,
): readonly [resource: string, field: string, name: string] {
  const { dice, catalogue } = around;
  const { name: resource, fields } = described;
  const { one, many } = KNOWN_TABLES[resource] ?? {};
  const relations = [
    ...Object.entries(one ?? {}),
    ...Object.entries(many ?? {}).map(([name, to]) => [name, to.resource] as const),
  ];
  if (relations.length > 0 && dice.chance(0.3)) {
    const [relation, target] = dice.pick(relations);
    const far = catalogue.get(target);
    if (far === undefined || dice.chance(0.3)) return [target, 'id', relation];
    const field = dice.pick([...far.fields.keys()]);
    return [target, field, `${relation}__${field}`];
  }
  const field = dice.chance(0.05) ? makeOddText(dice) : dice.pick([...fields.keys()]);
  return [resource, field, field];
}

function makeFilter(around: Around, described: Described): readonly Parameter[] {
  const { dice } = around;
  const [resource, field, path] = makePath(around, described);
  const lookup = dice.chance(0.9) ? dice.pick(PLAIN_LOOKUPS) : dice.pick(ODD_LOOKUPS);
  const name = lookup === '' ? path : `${path}__${lookup}`;
  const times = dice.chance(0.1) ? 2 : 1;
  return Array.from({ length: times }, () => [name, makeValue(around, resource, field, lookup)] as const);
}

function makeOrder({ dice }: Around, { fields, orderable }: Described): readonly Parameter[] {
  const names =
    dice.chance(0.8) && orderable.size > 0 ? [...orderable] : [...fields.keys(), 'nosuch', 'report__id'];
  return [['order_by', `${dice.chance(0.5) ? '-' : ''}${dice.pick(names)}`]];
}

/** Parameters of a list: filters that hold and others, an order, a page. */
export function makeListQuery(around: Around, described: Described): Parameters {
  const { dice } = around;
  const filters = Array.from({ length: dice.below(4) }, () => makeFilter(around, described)).flat();
  return [
    ...filters,
    ...(dice.chance(0.1) ? [dice.pick(OTHERS)] : []),
    ...(dice.chance(0.25) ? makeOrder(around, described) : []),
    ...(dice.chance(0.7)
      ? [['limit', dice.chance(0.8) ? String(dice.below(30)) : dice.pick(LIMITS)] as const]
      : []),
    ...(dice.chance(0.4)
      ? [['offset', dice.chance(0.8) ? String(dice.below(50)) : dice.pick(OFFSETS)] as const]
      : []),
    ...makeFormat(dice),
  ];
}

/** Now and then another form of answer is asked. */
export function makeFormat(dice: Dice): Parameters {
  if (!dice.chance(0.04)) return [];
  return [
    dice.pick([
      ['format', 'json'],
      ['format', 'xml'],
      ['format', 'jsonp'],
      ['callback', 'f'],
      ['callback', 'a b'],
    ] as const),
  ];
}
