import { describe, expect, it } from '@jest/globals';
import { printJsonColumn } from '../../../src/simulator/values/json-column.js';

describe('a JSON column', () => {
  it.each(['2026-11-01', '1-2', '01', '1.', '{"a": 1-2}', '{"a": 00012345678901234567890}', 'none'])(
    'prints nothing of %s, which is no JSON',
    (text) => {
      expect(printJsonColumn(text)).toEqual({});
    },
  );

  it('prints fractions as texts and integers as they stand', () => {
    expect(printJsonColumn('{"a": -1.50, "b": 1E+3, "c": -7, "d": 12345678901234567890}')).toEqual({
      a: '-1.50',
      b: '1E+3',
      c: -7,
      d: 12345678901234567890n,
    });
  });

  it.each(['1', '-1.5', '"text"', '[]', 'NaN'])('crashes rundb when it holds %s', (text) => {
    expect(() => printJsonColumn(text)).toThrow('500');
  });
});
