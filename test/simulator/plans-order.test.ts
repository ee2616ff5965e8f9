import { describe, expect, it } from '@jest/globals';
import { inHashOrder } from '../../src/simulator/planning/hash-order.js';

describe('the order of hashes', () => {
  it('is that of the table that rundb keeps an object in', () => {
    expect(inHashOrder(['one', 'two', 'three'])).toEqual(['three', 'two', 'one']);
  });

  it('changes when the table grows', () => {
    expect(inHashOrder(Array.from('abcdefghij')).join('')).toBe('acbedgfihj');
  });

  it('has room for nothing and for names of other scripts', () => {
    expect(inHashOrder([])).toEqual([]);
    expect(inHashOrder(['', 'Pläne'])).toHaveLength(2);
  });
});
