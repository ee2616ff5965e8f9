import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnsendableValueError } from '../../src/rundb/error.js';
import { lookup, type Operator } from '../../src/rundb/lookup.js';
import type { Kind } from '../../src/rundb/resource.js';

const seed = 20261123;
const instant = new Date('2024-03-25T10:00:00.932Z');

describe('look-ups of texts', () => {
  it.each<[Operator, unknown, boolean, [string, string]]>([
    ['eq', '540', false, ['name', '540']],
    ['eq', '540', true, ['name__iexact', '540']],
    ['eq', '', false, ['name', '']],
    ['eq', 'none', false, ['name__regex', '^(none)$']],
    ['eq', 'None', true, ['name__iregex', '^(None)$']],
    ['eq', 'true', false, ['name__regex', '^(true)$']],
    ['ne', 'a+b', false, ['name__regex', String.raw`^(?!a\+b$)`]],
    ['ne', '', false, ['name__regex', '^(?!$)']],
    ['ne', 'x', true, ['name__iregex', '^(?!x$)']],
    ['contains', 'QC', false, ['name__contains', 'QC']],
    ['contains', 'QC', true, ['name__icontains', 'QC']],
    ['contains', 'nil', false, ['name__regex', '(nil)']],
    ['startsWith', '31', false, ['name__startswith', '31']],
    ['startsWith', 'None', true, ['name__iregex', '^None']],
    ['endsWith', '_tn', true, ['name__iendswith', '_tn']],
    ['endsWith', 'False', false, ['name__regex', 'False$']],
    ['gt', 'Completed', false, ['name__gt', 'Completed']],
    ['lte', '', false, ['name__lte', '']],
    ['gt', 'none', false, ['name__gte', 'none\u0001']],
    ['lte', 'nil', false, ['name__lt', 'nil\u0001']],
    ['in', ['510', '520', '510'], false, ['name__in', '510,520']],
    ['in', ['none', 'hg19'], false, ['name__in', 'none,hg19']],
    ['in', ['none'], false, ['name__in', 'none,none']],
    ['in', ['true'], false, ['name__in', 'true,true']],
    ['in', ['', 'a'], false, ['name__in', ',a']],
    ['in', [''], false, ['name', '']],
    ['in', ['a', 'b,c'], false, ['name__regex', '^(a|b,c)$']],
    ['in', ['a', 'B'], true, ['name__iregex', '^(a|B)$']],
    ['isNull', true, false, ['name__isnull', 'True']],
    ['isNull', false, false, ['name__isnull', 'False']],
  ])('%s %p (ignoring case: %p)', (operator, value, ignoreCase, parameter) => {
    expect(lookup('name', 'text', operator, value, ignoreCase)).toEqual([parameter]);
  });

  it.each<[Operator, [string, string][]]>([
    ['gt', [['name__gte', 'none\u0001']]],
    ['lte', [['name__lt', 'none\u0001']]],
    [
      'lt',
      [
        ['name__lt', 'none\u0001'],
        ['name__regex', '^(?!none$)'],
      ],
    ],
  ])('compares with a word that rundb rewrites by its neighbour: %s', (operator, parameters) =>
    expect(lookup('name', 'text', operator, 'none')).toEqual(parameters),
  );

  it('finds nothing in no texts, without asking', () =>
    expect(lookup('name', 'text', 'in', [])).toBe('nothing'));

  it.each<[Operator, unknown]>([
    ['eq', 'a\0b'],
    ['contains', '\ud800'],
    ['in', ['ok', '\udc00x']],
    ['gte', 'none'],
    ['eq', 5],
    ['in', 'a'],
    ['isNull', 'true'],
  ])('refuses %s %p', (operator, value) => {
    expect(() => lookup('name', 'text', operator, value)).toThrow(UnsendableValueError);
  });
});

describe('look-ups of other columns', () => {
  it.each<[Kind, Operator, unknown, [string, string][]]>([
    ['integer', 'eq', 5, [['x', '5']]],
    ['integer', 'gt', -1, [['x__gt', '-1']]],
    ['integer', 'in', [-(2 ** 31), 2 ** 31 - 1], [['x__in', '-2147483648,2147483647']]],
    ['number', 'lte', 1e-7, [['x__lte', '1e-7']]],
    ['number', 'in', [0.5], [['x__in', '0.5']]],
    ['flag', 'eq', true, [['x', 'True']]],
    ['flag', 'eq', false, [['x', 'False']]],
    ['flag', 'isNull', true, [['x__isnull', 'True']]],
    ['one', 'eq', 7, [['x', '7']]],
    ['one', 'in', [7, 8], [['x__in', '7,8']]],
    ['one', 'in', ['S5-1', 'a'], [['x__in', 'S5-1,a']]],
    ['one', 'isNull', false, [['x__isnull', 'False']]],
    ['many', 'in', [7], [['x__in', '7']]],
    ['instant', 'gte', instant, [['x__gte', '2024-03-25T10:00:00.932000+00:00']]],
    ['instant', 'lt', instant, [['x__lt', '2024-03-25T10:00:00.932000+00:00']]],
    ['instant', 'gt', instant, [['x__gt', '2024-03-25T10:00:00.932999+00:00']]],
    ['instant', 'lte', instant, [['x__lte', '2024-03-25T10:00:00.932999+00:00']]],
    [
      'instant',
      'eq',
      instant,
      [
        ['x__gte', '2024-03-25T10:00:00.932000+00:00'],
        ['x__lte', '2024-03-25T10:00:00.932999+00:00'],
      ],
    ],
    ['instant', 'isNull', true, [['x__isnull', 'True']]],
  ])('%s %s %p', (kind, operator, value, parameters) => {
    expect(lookup('x', kind, operator, value)).toEqual(parameters);
  });

  it.each(['q20_bases', 'genomesize', 'report__q7_mapped_bases', 'libmetrics__total_mapped_target_bases'])(
    'takes large integers for %s',
    (path) => {
      expect(lookup(path, 'integer', 'gt', 2 ** 53 - 1)).toEqual([[`${path}__gt`, '9007199254740991']]);
      expect(() => lookup(path, 'integer', 'gt', 2 ** 53)).toThrow(UnsendableValueError);
      expect(() => lookup(`${path}x`, 'integer', 'gt', 2 ** 31)).toThrow(UnsendableValueError);
    },
  );

  it.each<[Kind]>([['integer'], ['number'], ['one']])('finds nothing in no values of kind %s', (kind) =>
    expect(lookup('x', kind, 'in', [])).toBe('nothing'),
  );

  it.each<[Kind, Operator, unknown]>([
    ['integer', 'eq', 1.5],
    ['integer', 'in', [1, 2 ** 31]],
    ['integer', 'lt', -(2 ** 31) - 1],
    ['one', 'eq', 2 ** 31],
    ['integer', 'eq', '5'],
    ['integer', 'ne', 5],
    ['integer', 'contains', 5],
    ['number', 'gt', Infinity],
    ['number', 'eq', NaN],
    ['flag', 'in', [true]],
    ['flag', 'eq', 'True'],
    ['one', 'gt', 5],
    ['instant', 'ne', instant],
    ['instant', 'in', [instant]],
    ['instant', 'gte', 'yesterday'],
    ['instant', 'gte', new Date(NaN)],
    ['instant', 'gte', new Date('-000001-01-01T00:00:00Z')],
    ['instant', 'gte', new Date('0000-12-31T00:00:00Z')],
    ['instant', 'lt', new Date('+010000-01-01T00:00:00Z')],
    ['json', 'eq', {}],
    ['embedded', 'eq', 1],
  ])('refuses %s %s %p', (kind, operator, value) => {
    expect(() => lookup('x', kind, operator, value)).toThrow(UnsendableValueError);
  });
});

/** Texts that are mostly what patterns and rundb treat apart. */
const awkward = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'\\^$.*+?()[]{}|,-/ :=!<>abAB01\n\t"\'é🧬') }),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)),
  fc.constantFrom(
    'none',
    'None',
    'nil',
    'true',
    'True',
    'false',
    'False',
    '',
    '(?i)a',
    '***=a',
    'a|b',
    '[[:alpha:]]',
  ),
);

/** Whether rundb would find a row of this text, as PostgreSQL and Tastypie read the parameter. */
function finds([[name, sent] = ['', '']]: readonly (readonly [string, string])[], text: string): boolean {
  const rewritten = ['nil', 'none', 'None', 'true', 'True', 'false', 'False'];
  expect(rewritten).not.toContain(sent);
  const [, kind = 'exact'] = name.split('__');
  if (kind === 'regex') return new RegExp(sent, 'u').test(text);
  if (kind === 'in') return sent !== '' && sent.split(',').includes(text);
  if (kind === 'contains') return text.includes(sent);
  if (kind === 'startswith') return text.startsWith(sent);
  if (kind === 'endswith') return text.endsWith(sent);
  return text === sent;
}

describe(`every text means itself (seed ${seed})`, () => {
  const parameters = (operator: Operator, value: unknown) => {
    const found = lookup('name', 'text', operator, value);
    return found === 'nothing' ? [] : found;
  };
  const options = { seed, numRuns: 1_000 };

  it('in eq and ne', () =>
    fc.assert(
      fc.property(awkward, awkward, (wanted, text) => {
        for (const stored of [text, wanted, `${wanted}x`, `x${wanted}`, `${wanted}\n`]) {
          expect(finds(parameters('eq', wanted), stored)).toBe(stored === wanted);
          expect(finds(parameters('ne', wanted), stored)).toBe(stored !== wanted);
        }
      }),
      options,
    ));

  it('in contains, startsWith and endsWith', () =>
    fc.assert(
      fc.property(awkward, awkward, (part, rest) => {
        for (const stored of [rest, part, part + rest, rest + part, rest + part + rest]) {
          expect(finds(parameters('contains', part), stored)).toBe(stored.includes(part));
          expect(finds(parameters('startsWith', part), stored)).toBe(stored.startsWith(part));
          expect(finds(parameters('endsWith', part), stored)).toBe(stored.endsWith(part));
        }
      }),
      options,
    ));

  it('in a list', () =>
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 5 }), awkward, (wanted, text) => {
        for (const stored of [text, ...wanted, wanted.join(',')]) {
          expect(finds(parameters('in', wanted), stored)).toBe(wanted.includes(stored));
        }
      }),
      options,
    ));
});
