import { describe, expect, it } from '@jest/globals';
import {
  bamNames,
  barcodeBam,
  folderOf,
  isFileName,
  mayHold,
  pluginFolder,
  runBam,
} from '../../src/resolvers/file-rules.js';

describe('rules of file names', () => {
  it.each([
    ['/output/Home/Auto_x_012/', '/output/Home/Auto_x_012/'],
    ['/output/Home/Auto_x_012/Default_Report.php', '/output/Home/Auto_x_012/'],
    ['//elsewhere.org/x/', undefined],
    ['https://elsewhere.org/x/', undefined],
    ['', undefined],
    [null, undefined],
  ])('the folder of %j is %j', (link, folder) => {
    expect(folderOf(link)).toBe(folder);
  });

  it.each([
    ['/output/Home/x_012/download_links/R_1_x.bam', '/output/Home/x_012/download_links/R_1_x.bam'],
    // rundb pads the number anew and may miss the folder.
    ['/output/Home/x_12/download_links/R_1_x.bam', '/output/Home/x_012/download_links/R_1_x.bam'],
    // Before release 5.
    ['/output/Home/x_012/R_1_x.bam', '/output/Home/x_012/R_1_x.bam'],
    ['False', undefined],
    ['', undefined],
    [null, undefined],
  ])('the BAM that rundb prints as %j is %j', (bamLink, path) => {
    const names = bamNames('/output/Home/x_012/', bamLink);
    expect(names && runBam(names)).toBe(path);
    expect(names && barcodeBam(names, 'IonXpress_001')).toBe(path?.replace('R_1_x', 'IonXpress_001_R_1_x'));
  });

  it.each([
    [{ URL: '/output/Home/x_012/plugin_out/variantCaller_out.81/', path: null }, 'variantCaller_out.81'],
    [{ URL: '/output/Home/x_012/plugin_out/variantCaller_out.81', path: null }, 'variantCaller_out.81'],
    [
      { URL: null, path: '/results/analysis/output/Home/x_012/plugin_out/variantCaller_out' },
      'variantCaller_out',
    ],
    [{ URL: undefined, path: '/results/x_012/plugin_out/variantCaller_out.7/' }, 'variantCaller_out.7'],
    [{ URL: null, path: '/results/x_012' }, undefined],
    [{ URL: null, path: null }, undefined],
  ])('the folder of the plugin result %j is %j', (result, name) => {
    const folder = name && `/output/Home/x_012/plugin_out/${name}/`;
    expect(pluginFolder(result, '/output/Home/x_012/')).toBe(folder);
  });

  it('a result holds the barcodes that it has stored, if it has stored any', () => {
    const store = { barcoded: 'true', barcodes: { IonXpress_001: {}, IonXpress_002: { Error: 'no reads' } } };
    expect(mayHold(store, 'IonXpress_001')).toBe(true);
    expect(mayHold(store, 'IonXpress_002')).toBe(false);
    expect(mayHold(store, 'IonXpress_003')).toBe(false);
    expect(mayHold({ barcoded: 'false', barcodes: {} }, 'IonXpress_001')).toBe(false);
    expect(mayHold({}, 'IonXpress_001')).toBe(true);
  });

  it('barcodes that would leave the folder name no file', () => {
    expect(['IonXpress_001', 'A01-B02', 'x.1'].map(isFileName)).toEqual([true, true, true]);
    expect(['..', '../x', 'a/b', '', 'a b', '.hidden'].map(isFileName)).toEqual(Array(6).fill(false));
  });
});
