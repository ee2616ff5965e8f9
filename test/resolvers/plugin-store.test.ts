import { describe, expect, it } from '@jest/globals';
import { namesByBarcode } from '../../src/resolvers/plugin-samples.js';
import { pluginNameOf, readFigure, readName, readYesNo } from '../../src/resolvers/plugin-store.js';

describe('readers of stores', () => {
  it.each([
    ['98.30%', 98.3],
    [' 54.553 % ', 54.553],
    ['480.198', 480.198],
    ['0', 0],
    [29.57, 29.57],
    ['NA', undefined],
    ['N/A', undefined],
    ['', undefined],
    ['%', undefined],
    ['12 reads', undefined],
    [null, undefined],
    [{}, undefined],
    ['NaN', undefined],
  ])('takes %j for %p', (text, figure) => {
    expect(readFigure(text)).toBe(figure);
  });

  it.each([
    ['Yes', true],
    ['true', true],
    [true, true],
    ['No', false],
    ['False', false],
    ['', undefined],
    [null, undefined],
  ])('takes the word %j for %p', (word, flag) => {
    expect(readYesNo(word)).toBe(flag);
  });

  it.each([
    ['BRCA1_2', 'BRCA1_2'],
    ['None', null],
    ['Not using', null],
    ['', null],
    [undefined, null],
    [12, '12'],
  ])('takes the name %j for %p', (name, read) => {
    expect(readName(name)).toBe(read);
  });
});

describe('the name of a plugin', () => {
  const path = '/results/analysis/output/Home/24_reanalyze_077/plugin_out';
  const plugin = '/rundb/api/v1/plugin/54/';
  it.each([
    [{ pluginName: 'sampleID', plugin, path: `${path}/variantCaller_out` }, 'sampleID'],
    [{ pluginName: null, plugin: { id: 54, name: 'coverageAnalysis' }, path }, 'coverageAnalysis'],
    [{ pluginName: undefined, plugin, path: `${path}/variantCaller_out` }, 'variantCaller'],
    [{ pluginName: undefined, plugin, path: `${path}/variant_out_out.209/` }, 'variant_out'],
    [{ pluginName: undefined, plugin, path }, null],
    [{ pluginName: undefined, plugin: null, path: null }, null],
  ])('of %j is %p', (result, name) => {
    expect(pluginNameOf(result)).toBe(name);
  });
});

describe('names of samples by barcode', () => {
  it('are read from every form that settings have had', () => {
    const names = namesByBarcode({
      old: { barcodes: ['IonXpress_001'] },
      info: { barcodeSampleInfo: { IonXpress_002: {} } },
      dual: { barcodes: ['IonXpress_003'], dualBarcodes: ['IonXpress_003--IonExp_010'] },
      twice: { barcodes: ['IonXpress_001', 'IonXpress_004'], barcodeSampleInfo: { IonXpress_004: {} } },
      broken: 'x',
    });
    expect(Object.fromEntries(names)).toEqual({
      IonXpress_001: 'old, twice',
      IonXpress_002: 'info',
      IonXpress_003: 'dual',
      'IonXpress_003--IonExp_010': 'dual',
      IonXpress_004: 'twice',
    });
    for (const none of [null, undefined, [], 'x']) expect(namesByBarcode(none).size).toBe(0);
  });
});
