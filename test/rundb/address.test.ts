import { describe, expect, it } from '@jest/globals';
import { apiRoot, isLoopback } from '../../src/rundb/address.js';

describe('addresses', () => {
  it.each([
    ['http://torrent.lab', 'http://torrent.lab/rundb/api/v1/'],
    ['http://torrent.lab/', 'http://torrent.lab/rundb/api/v1/'],
    ['https://user:word@torrent.lab:8443/ion//?x=1#y', 'https://torrent.lab:8443/ion/rundb/api/v1/'],
    ['http://torrent.lab/rundb/api/v1/', 'http://torrent.lab/rundb/api/v1/'],
  ])('of the API at %s', (url, root) => expect(apiRoot(url)).toBe(root));

  it.each([
    ['http://localhost:8500', true],
    ['http://127.0.1.1', true],
    ['http://[::1]:80', true],
    ['http://torrent.lab', false],
    ['http://127.0.0.1.example.org', false],
  ])('on this machine: %s', (url, expected) => expect(isLoopback(url)).toBe(expected));
});
