import { describe, expect, it } from '@jest/globals';
import {
  isBlankName,
  keyOf,
  readFlag,
  readInstant,
  readInteger,
  readNumber,
  readText,
} from '../../src/rundb/values.js';

describe('numbers', () => {
  it.each([
    [98.4, 98.4],
    ['107', 107],
    [' 0.320202833972871 ', 0.320202833972871],
    ['1E+20', 1e20],
    ['.5', 0.5],
    ['-1e-07', -1e-7],
    [0, 0],
    ['', undefined],
    [' ', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['0x10', undefined],
    ['1,5', undefined],
    [NaN, undefined],
    [null, undefined],
    [undefined, undefined],
    [true, undefined],
    [[], undefined],
  ])('reads the number in %p', (value, expected) => expect(readNumber(value)).toBe(expected));

  it.each([
    [61898040, 61898040],
    ['9116901383', 9116901383],
    ['-3', -3],
    [98.6, 99],
    ['98.0', 98],
    ['9007199254740991', 2 ** 53 - 1],
    ['9223372036854775807', undefined],
    [1e300, undefined],
    [null, undefined],
    ['many', undefined],
  ])('reads the integer in %p', (value, expected) => expect(readInteger(value)).toBe(expected));
});

describe('texts and flags', () => {
  it.each([
    ['', ''],
    ['hg19', 'hg19'],
    [540, '540'],
    [false, 'false'],
    [null, undefined],
    [{}, undefined],
  ])('reads the text in %p', (value, expected) => expect(readText(value)).toBe(expected));

  it.each([
    [true, true],
    ['True', true],
    ['true', true],
    [1, true],
    [false, false],
    ['False', false],
    ['false', false],
    [0, false],
    ['', undefined],
    ['yes', undefined],
    [null, undefined],
  ])('reads the flag in %p', (value, expected) => expect(readFlag(value)).toBe(expected));

  it.each([[''], ['none'], ['None'], [null], [undefined]])('takes %p for no name', (name) =>
    expect(isBlankName(name)).toBe(true),
  );
  it.each([['hg19'], [' '], ['NONE']])('takes %p for a name', (name) =>
    expect(isBlankName(name)).toBe(false),
  );
});

describe('points in time', () => {
  it.each([
    ['2026-11-23T17:11:39.000777+00:00', '2026-11-23T17:11:39.777Z'],
    ['2026-11-23T17:11:39.000007+00:00', '2026-11-23T17:11:39.007Z'],
    ['2013-06-03T13:31:54+00:00', '2013-06-03T13:31:54.000Z'],
    ['2013-06-03T13:31:54+02:00', '2013-06-03T11:31:54.000Z'],
    ['2013-06-03T13:31:54', '2013-06-03T13:31:54.000Z'],
    ['2013-06-03 13:31:54Z', '2013-06-03T13:31:54.000Z'],
    ['2013-06-03T13:31:54.5Z', '2013-06-03T13:31:54.500Z'],
    ['2013-06-03T13:31:54.123456Z', '2013-06-03T13:31:54.123Z'],
    ['2013-06-03', '2013-06-03T00:00:00.000Z'],
    ['0001-01-01T00:00:00+00:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.000999+00:00', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, expected) => expect(readInstant(text)?.toISOString()).toBe(expected));

  it.each([[''], ['yesterday'], ['2013-13-03T13:31:54Z'], ['2013-06-03T25:00:00Z'], [null], [1385211099]])(
    'reads no point in time in %p',
    (value) => expect(readInstant(value)).toBeUndefined(),
  );
});

describe('keys of relations', () => {
  it.each([
    ['/rundb/api/v1/results/135/', 135],
    ['/rundb/api/mesh/v1/compositeexperiment/285/', 285],
    ['http://torrent.lab/rundb/api/v1/plannedexperiment/308/', 308],
    ['/rundb/api/v1/rig/S5-1/', 'S5-1'],
    ['/rundb/api/v1/rig/42/', '42'],
    ['/rundb/api/v1/rig/lab%20one/', 'lab one'],
    ['/rundb/api/v1/rig/100%/', '100%'],
    [{ id: 7, resource_uri: '' }, 7],
    [{ id: '7', name: 'x' }, 7],
    [{ resource_uri: '/rundb/api/v1/location/2/' }, 2],
    [12, 12],
    ['12', 12],
    ['Training', 'Training'],
    [{ resource_uri: '' }, undefined],
    [{ id: null, resource_uri: null }, undefined],
    [{}, undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [1.5, undefined],
    [false, undefined],
  ])('reads the key in %p', (link, expected) => expect(keyOf(link)).toBe(expected));
});
