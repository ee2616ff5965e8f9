import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '../../src/caches/memory-store.js';
import { packRow } from '../../src/caches/pack.js';
import { openSeal } from '../../src/caches/seal.js';
import type { Resource } from '../../src/rundb/resource.js';
import { resources } from '../../src/rundb/resources/index.js';

const value = Buffer.from('a row of somebody');

describe('a sealed value', () => {
  const seal = openSeal('a secret of thirty-two characters');
  const name = seal.nameOf('entry lab ionadmin row 3');
  const sealed = seal.seal(name, value);

  it('is read under its name only, with the same secret, and unchanged', () => {
    const flipped = Buffer.from(sealed);
    flipped[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
    expect(seal.open(name, sealed)).toEqual(value);
    expect(seal.open(seal.nameOf('entry lab ionuser row 3'), sealed)).toBeUndefined();
    expect(openSeal('another secret of thirty-two chars').open(name, sealed)).toBeUndefined();
    expect(seal.open(name, flipped)).toBeUndefined();
    expect(seal.open(name, Buffer.from('short'))).toBeUndefined();
  });

  it('shows neither name nor value', () => {
    expect(name + sealed.toString('latin1')).not.toMatch(/ionadmin|row/);
  });
});

describe('what is kept of a row', () => {
  it('is what is declared, without what holds secrets', () => {
    const row = {
      id: 3,
      pluginName: 'coverageAnalysis',
      apikey: 'sesame',
      plugin: { id: 7, name: 'coverageAnalysis', config: { token: 'sesame' } },
      plugin_result_jobs: [{ id: 1, state: 'Completed', config: 'sesame' }],
      resource_uri: '/rundb/api/v1/pluginresult/3/',
    };
    const { pack, unpack } = packRow<Resource>(resources.pluginresult);
    expect(unpack(pack(row) ?? '')).toEqual({
      id: 3,
      pluginName: 'coverageAnalysis',
      plugin: { id: 7, name: 'coverageAnalysis' },
      plugin_result_jobs: [{ id: 1, state: 'Completed' }],
      resource_uri: '/rundb/api/v1/pluginresult/3/',
    });
    const settings = packRow<Resource>(resources.experimentanalysissettings);
    const selectedPlugins = { iru: { name: 'iru', userInput: { token: 'sesame' } } };
    expect(settings.pack({ id: 1, selectedPlugins })).not.toContain('sesame');
  });
});

describe('the store in memory', () => {
  it('never holds more bytes than it may', () => {
    const store = openMemoryStore(100_000);
    for (let index = 0; index < 1_000; index += 1) {
      store.keep(`entry ${index}`, Buffer.alloc(1_000), 1_000);
      expect(store.state.bytes).toBeLessThanOrEqual(100_000);
    }
    expect(store.state.entries).toBeGreaterThan(50);
  });
});
