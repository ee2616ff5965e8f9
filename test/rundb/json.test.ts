import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RundbError } from '../../src/rundb/error.js';
import { parseRundbJson } from '../../src/rundb/json.js';

const place = { resource: 'tfmetrics', server: 'lab', status: 200 };
const parse = (text: string) => parseRundbJson(text, place);
const seed = 20261123;

describe('rundb JSON', () => {
  it.each([
    ['{"SysSNR": NaN, "id": 1}', { SysSNR: 'NaN', id: 1 }],
    ['[NaN,-Infinity, Infinity,NaN]', ['NaN', '-Infinity', 'Infinity', 'NaN']],
    ['NaN', 'NaN'],
    ['{"a": NaN, "b": "NaN, -Infinity"}', { a: 'NaN', b: 'NaN, -Infinity' }],
    [String.raw`{"a\"NaN": NaN, "b": "\\"}`, { 'a"NaN': 'NaN', b: '\\' }],
    [String.raw`{"a": "\\\" NaN", "b": Infinity}`, { a: String.raw`\" NaN`, b: 'Infinity' }],
  ])('reads %s', (text, expected) => expect(parse(text)).toEqual(expected));

  it.each([
    ['', 'nothing'],
    ['  \n', 'nothing'],
    ['<html>NaN</html>', 'something other than JSON'],
    ['{"a": NaN', 'something other than JSON'],
    ['{"a": "NaN', 'something other than JSON'],
    ['{"a": NaNo}', 'something other than JSON'],
    ['{"a": 1.NaN}', 'something other than JSON'],
  ])('refuses %p', (text, what) => {
    expect(() => parse(text)).toThrow(RundbError);
    expect(() => parse(text)).toThrow(`The Torrent Server answered ${what} for tfmetrics.`);
  });

  it('says where it failed', () => {
    let failure: unknown;
    try {
      parse('<html>');
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ kind: 'badResponse', resource: 'tfmetrics', server: 'lab', status: 200 });
  });

  it(`leaves every other value as it is (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'grapheme' }), (value, text) => {
        const json = JSON.stringify([value, text, 'NaN']);
        expect(parse(`[${json}, NaN]`)).toEqual([JSON.parse(json), 'NaN']);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('reads strings of many megabytes beside a NaN', () => {
    const log = 'line "quoted" \\ NaN\n'.repeat(200_000);
    expect(parse(`{"log": ${JSON.stringify(log)}, "snr": NaN}`)).toEqual({ log, snr: 'NaN' });
  });
});
