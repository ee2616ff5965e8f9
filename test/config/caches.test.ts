import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { faultsOf, fileWith } from './faults.js';

describe('where answers are kept', () => {
  const secret = 'a secret of thirty-two characters';

  it('reads Redis, and a secret out of a file', () => {
    const told = { CACHE: 'redis', REDIS_URL: 'redis://redis.lab:6379', CACHE_SECRET_FILE: fileWith(secret) };
    expect(readConfig(told).caches).toMatchObject({
      store: 'redis',
      redis: { url: 'redis://redis.lab:6379', secret },
    });
  });

  it.each([
    [{ CACHE: 'disk' }, 'CACHE: must be one of off, memory, redis'],
    [{ CACHE: 'redis', CACHE_SECRET: secret }, 'REDIS_URL: is missing'],
    [{ CACHE: 'redis', REDIS_URL: 'redis://redis.lab', CACHE_SECRET: 'short' }, 'at least 32 characters'],
    [{ CACHE: 'redis', REDIS_URL: 'http://:sesame@redis.lab', CACHE_SECRET: secret }, 'REDIS_URL: must be'],
    [{ REDIS_URL: 'redis://redis.lab' }, 'REDIS_URL: only with CACHE=redis'],
  ])('names what is wrong, and no secret: %j', (told, fault) => {
    const faults = faultsOf(told).join('\n');
    expect(faults).toContain(fault);
    expect(faults).not.toMatch(/sesame|short/);
  });
});
