import { expect, it } from '@jest/globals';
import { redact } from '../../src/server/redact.js';

it.each([
  ['authorization: ApiKey lab:abc123', 'authorization: ApiKey [redacted]'],
  ["{ Authorization: 'Basic bGFiOmxhYg==' }", "{ Authorization: 'Basic [redacted]' }"],
  ['Bearer a.b.c, and more', 'Bearer [redacted], and more'],
  ['cookie sessionid=abc; path=/', 'cookie sessionid=[redacted]; path=/'],
  ['/rundb/api/v1/chip/?api_key=abc&limit=1', '/rundb/api/v1/chip/?api_key=[redacted]&limit=1'],
  ['{"password":"x y","a":1}', '{"password":"[redacted] y","a":1}'],
  ['redis://user:pass@redis.lab:6379', 'redis://[redacted]@redis.lab:6379'],
])('%s', (text, clean) => {
  expect(redact(text)).toBe(clean);
});

it('leaves a stack as it is', () => {
  const { stack = '' } = new Error('no token was named');
  expect(redact(stack)).toBe(stack);
});
