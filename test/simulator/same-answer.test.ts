import { describe, expect, it } from '@jest/globals';
import { findDifference } from '../support/same-answer.js';

function answer(body: unknown, status = 200, type = 'application/json; charset=utf-8') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': type }, text };
}

function recorded(body: unknown) {
  return { status: 200, type: 'application/json', body };
}

describe('what counts as the same answer', () => {
  it('is status, media type and JSON', () => {
    expect(findDifference(recorded({ a: [1, { b: 2 }] }), answer({ a: [1, { b: 2 }] }))).toBeUndefined();
    expect(findDifference(recorded({}), answer({}, 201))).toBe('status: recorded 200, given 201');
    expect(findDifference(recorded({}), answer({}, 200, 'text/html'))).toMatch(
      'type: recorded application/json',
    );
    expect(findDifference(recorded({ a: [1] }), answer({ a: [2] }))).toBe('body.a.0: recorded 1, given 2');
  });

  it.each([
    ['a key too many', { a: 1 }, { a: 1, b: undefined, c: null }],
    ['a key too few', { a: 1, b: null }, { a: 1 }],
    ['a list for an object', { a: [] }, { a: {} }],
    ['a text for a number', { a: 1 }, { a: '1' }],
    ['null for nothing', { a: null }, { a: '' }],
    ['a date of the lab itself', { a: '2023-01-09T12:21:33+00:00' }, { a: '2023-01-09T12:21:34+00:00' }],
    ['no JSON', { a: 1 }, '<html>'],
  ])('is not %s', (_, one, other) => {
    expect(findDifference(recorded(one), answer(other))).toMatch(/^body/);
  });

  it.each([
    ['command lines', { basecallerargs: 'x -y' }, { basecallerargs: 'short' }],
    ['short plan ids', { planShortID: 'AB12C' }, { planShortID: 'ZZZZZ' }],
    [
      'UUIDs, wherever they stand',
      { a: ['x 0f8fad5b-d9cb-469f-a165-70867728950e y'] },
      { a: ['x 7c9e6679-7425-40de-944b-e07fc1f90ae7 y'] },
    ],
    [
      'times of 2025 and later',
      { a: '2026-11-23T17:17:53.000004+00:00' },
      { a: '2039-01-01T00:00:00+00:00' },
    ],
    ['the order of parameters in links', { next: '/x/?a=1&b=2' }, { next: '/x/?b=2&a=1' }],
    ['anything for what was redacted', { a: 'id=<redacted>' }, { a: 'id=7' }],
    ['bare NaN, which is no JSON', { a: 'NaN', b: '-Infinity' }, '{"a": NaN, "b": -Infinity}'],
  ])('leaves out of account %s', (_, one, other) => {
    expect(findDifference(recorded(one), answer(other))).toBeUndefined();
  });

  it('of other text is only status and type', () => {
    const page = { status: 404, type: 'text/html' };
    expect(findDifference(page, answer('<h1>', 404, 'text/html'))).toBeUndefined();
  });

  it('reads recorded JSON that is spoilt by NaN', () => {
    const spoilt = { status: 200, type: 'application/json', text: '{"a": [NaN, "NaN"]}' };
    expect(findDifference(spoilt, answer('{"a": [NaN, NaN]}'))).toBeUndefined();
    expect(findDifference(spoilt, answer('{"a": [NaN, 1]}'))).toMatch('body.a.1');
  });
});
