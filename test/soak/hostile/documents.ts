import { type Dice } from '../simulator/dice.js';
import { asked, type Attack } from './make-attack.js';

const times = (number: number, write: (index: number) => string) =>
  Array.from({ length: number }, (_, index) => write(index)).join(' ');
const between = (dice: Dice, least: number, most: number) => least + dice.below(most - least + 1);
const complex = (query: string, variables?: object) => asked(query, 'QUERY_TOO_COMPLEX', variables);

const nest = (levels: number, open: string, inner: string) =>
  `${`${open} {`.repeat(levels)} ${inner} ${'}'.repeat(levels)}`;

/** Operations that are larger than what is accepted, or would ask for more. */
export const documentAttacks: Readonly<Record<string, (dice: Dice) => Attack>> = {
  'fields inside fields': (dice) =>
    complex(
      `{ reports { nodes { ${nest(between(dice, 10, 900), 'experiment { latestCompletedReport', 'id').replaceAll(/\}/g, '} }')} } } }`,
    ),
  // Where the stack can take them, what is wrong is that they are not closed.
  'fields inside fields, never closed': (dice) =>
    asked('{a'.repeat(between(dice, 2_500, 4_900)), ['QUERY_TOO_COMPLEX', 'BAD_USER_INPUT']),
  'fragments inside fragments': (dice) => complex(`{ ${nest(between(dice, 20, 3_000), '...', 'id')} }`),
  'values inside values': (dice) => complex(`{ chips(filter: ${'['.repeat(between(dice, 10_001, 90_000))}`),
  'the same field many times': (dice) =>
    complex(`{ chips { nodes { ${times(between(dice, 21, 9_900), () => 'name')} } } }`),
  'the same field in many fragments': (dice) =>
    complex(`{ chips { nodes { ${times(between(dice, 21, 2_000), () => '... { name }')} } } }`),
  'more words than are read': (dice) =>
    complex(`{ chips { nodes { ${times(between(dice, 10_001, 60_000), (n) => `a${n}`)} } } }`),
  'aliases of a field': (dice) =>
    complex(`{ chips { nodes { ${times(between(dice, 201, 3_000), (n) => `a${n}: name`)} } } }`),
  'aliases of a look-up': (dice) =>
    complex(`{ ${times(between(dice, 101, 1_000), (n) => `r${n}: report(id: ${n}) { name }`)} }`),
  'fragments that double': (dice) => complex(doubling(between(dice, 13, 80))),
  'fragments in a circle': (dice) => asked(circle(between(dice, 1, 90)), 'BAD_USER_INPUT'),
  'many fragments': (dice) => {
    const number = between(dice, 101, 900);
    const fragments = times(number, (n) => `fragment F${n} on Query { __typename }`);
    return complex(`{ ${times(number, (n) => `...F${n}`)} } ${fragments}`);
  },
  'many directives': (dice) =>
    complex(`{ chips { totalCount ${times(between(dice, 201, 1_600), () => '@skip(if: false)')} } }`),
  'many operations': (dice) => complex(times(between(dice, 51, 1_900), (n) => `query Q${n} { __typename }`)),
  'the schema, many times over': (dice) => {
    const fields = times(between(dice, 30, 190), (n) => `a${n}: fields { name args { name } type { name } }`);
    return complex(`{ __schema { types { ${fields} } } }`);
  },
  'the schema, in circles': (dice) =>
    asked(
      `{ __schema { types { ${nest(between(dice, 3, 8), 'fields { type', 'name').replaceAll(/\}/g, '} }')} } } }`,
      'BAD_USER_INPUT',
    ),
  'lists inside lists': (dice) => {
    const first = between(dice, 600, 100_000);
    return complex(`{ projects(first: ${first}) { nodes { reports(first: ${first}) { nodes { name } } } } }`);
  },
  'rows by a variable': (dice) =>
    complex(
      'query($n: Int!) { reports(first: $n) { nodes { name experiment { log flows plan { name } } } } }',
      {
        n: between(dice, 20_000, 100_000),
      },
    ),
  'rows in circles': (dice) => {
    const rounds = nest(between(dice, 3, 7), 'experiment { reports', 'name').replaceAll(/\}/g, '} }');
    return complex(`{ reports(first: 1000) { nodes { ${rounds} } } }`);
  },
};

function doubling(length: number): string {
  const fragments = times(length, (n) => `fragment F${n} on Chip { name ...F${n + 1} ...F${n + 1} }`);
  return `{ chips { nodes { ...F0 } } } ${fragments} fragment F${length} on Chip { name }`;
}

function circle(length: number): string {
  const fragments = times(length, (n) => `fragment F${n} on Chip { ...F${(n + 1) % length} }`);
  return `{ chips { nodes { ...F0 } } } ${fragments}`;
}
