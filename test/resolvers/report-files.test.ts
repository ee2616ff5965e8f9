import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roundsOf } from '../support/rounds.js';

let lab: TestGateway;
/** Without a web address, and with reports in odd folders. */
let odd: TestGateway;
beforeAll(async () => {
  const overlay = new URL('./overlays/odd-folders.jsonl', import.meta.url);
  [lab, odd] = await Promise.all([
    startGateway({ environment: { RUNDB_WEB_URL: 'https://torrent.lab/' } }),
    startGateway({ overlays: [overlay] }),
  ]);
});
afterAll(() => Promise.all([lab.close(), odd.close()]));

const link = '{ path url credentials isDerived }';
const files = `files { folder { path } bam { path } bai { path } vcf { path } vcfIndex { path } pdf { path }
  barcodes { barcode sampleName bam { path } bai { path } unalignedBam { path } vcf { path } vcfIndex { path } } }`;

const run = 'R_2023_02_20_07_00_19_user_PROTON-7-15-PROTON-P1117_ecoli_015_Auto_PROTON-P1117_ecoli_015_15_tn';
const folder = '/output/Home/Auto_PROTON-P1117_ecoli_015_15_tn_029/';
const variants = `${folder}plugin_out/variantCaller_out.81/`;

interface BarcodeFiles {
  readonly barcode: string;
  readonly bam: object | null;
  readonly vcf: object | null;
}

describe('links to the files of a report', () => {
  it('are those of its barcodes', async () => {
    const data = await lab.data(`{ report(id: 29) { ${files} } }`);
    const { barcodes, ...whole } = data.report.files;
    expect(whole).toEqual({
      folder: { path: folder },
      bam: null,
      bai: null,
      vcf: null,
      vcfIndex: null,
      pdf: { path: '/rundb/api/v1/results/29/report/' },
    });
    expect(barcodes.map(({ barcode }: BarcodeFiles) => barcode)).toEqual(
      ['001', '002', '003', '004'].map((number) => `IonXpress_${number}`),
    );
    expect(barcodes[0]).toEqual({
      barcode: 'IonXpress_001',
      sampleName: 'smp-030',
      bam: { path: `${folder}download_links/IonXpress_001_${run}.bam` },
      bai: { path: `${folder}download_links/IonXpress_001_${run}.bam.bai` },
      unalignedBam: { path: `${folder}basecaller_results/IonXpress_001_rawlib.basecaller.bam` },
      vcf: { path: `${variants}IonXpress_001/TSVC_variants.vcf.gz` },
      vcfIndex: { path: `${variants}IonXpress_001/TSVC_variants.vcf.gz.tbi` },
    });
  });

  it('are those of the whole run where it has no barcodes', async () => {
    const data = await lab.data(`{ report(id: 12) { ${files} } }`);
    const whole = '/output/Home/Reanalyze_012/';
    const bam = `${whole}download_links/R_2023_01_28_15_43_04_user_PGM-42-7-PGM-318_CFTR_007_Reanalyze.bam`;
    const vcf = `${whole}plugin_out/variantCaller_out.38/TSVC_variants.vcf.gz`;
    expect(data.report.files).toEqual({
      folder: { path: whole },
      bam: { path: bam },
      bai: { path: `${bam}.bai` },
      vcf: { path: vcf },
      vcfIndex: { path: `${vcf}.tbi` },
      pdf: { path: '/rundb/api/v1/results/12/report/' },
      barcodes: [],
    });
  });

  it('are whole where the web address is known, and say which credentials they take', async () => {
    const data = await lab.data(`{ report(id: 12) { files { folder ${link} bam ${link} pdf ${link} } } }`);
    const { folder: shown, bam, pdf } = data.report.files;
    expect(shown).toEqual({
      path: '/output/Home/Reanalyze_012/',
      url: 'https://torrent.lab/output/Home/Reanalyze_012/',
      credentials: ['SESSION', 'BASIC'],
      isDerived: false,
    });
    expect(bam).toMatchObject({ url: `https://torrent.lab${bam.path}`, isDerived: true });
    expect(pdf).toMatchObject({
      url: 'https://torrent.lab/rundb/api/v1/results/12/report/',
      credentials: ['API_KEY', 'SESSION', 'BASIC'],
    });
    const { text } = await lab.ask(`{ reports(first: 50) { nodes { ${files} } } }`);
    expect(text).not.toMatch(/efb7a140|api_?key|ionadmin/i);
  });

  it('are null for reads that are not there yet, for variants of no completed result', async () => {
    const data = await lab.data(`{ reports(first: 400) { nodes { status ${files}
      settings: analysisSettings { barcodedSamples { name } } variantCaller { barcodes { barcode } } } } }`);
    const seen = { reads: 0, noReads: 0, variants: 0, noVariants: 0 };
    for (const { status, files: shown, variantCaller, settings } of data.reports.nodes) {
      const isBarcoded = settings.barcodedSamples.length > 0;
      const isDone = status.startsWith('Completed');
      expect(shown.bam !== null).toBe(isDone && !isBarcoded);
      if (isBarcoded) expect(shown.vcf).toBeNull();
      if (!isBarcoded && !variantCaller) expect(shown.vcf).toBeNull();
      const held = new Set(variantCaller?.barcodes.map(({ barcode }: BarcodeFiles) => barcode));
      for (const { barcode, bam, vcf } of shown.barcodes as BarcodeFiles[]) {
        expect(bam !== null).toBe(isDone);
        expect(vcf !== null).toBe(held.has(barcode));
        seen[bam ? 'reads' : 'noReads'] += 1;
        seen[vcf ? 'variants' : 'noVariants'] += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it('are found in odd folders, and not where the settings are unknown', async () => {
    const data = await odd.data(`{
      old: report(id: 260) { ${files} } strange: report(id: 12) { files { folder ${link} bam { path } } }
      unset: report(id: 14) { ${files} } empty: report(id: 162) { files { vcf { path } } }
    }`);
    expect(data.old.files.folder).toEqual({ path: '/output/Home/Old_260/' });
    expect(data.old.files.bam.path).toMatch(/^\/output\/Home\/Old_260\/download_links\/R_.*\.bam$/);
    expect(data.strange.files.folder).toMatchObject({
      path: '/output/Home/Gr%C3%B6%C3%9Fe%20%231_012/',
      url: null,
    });
    expect(data.unset.files).toMatchObject({ bam: null, vcf: null, barcodes: null });
    expect(data.unset.files.folder).not.toBeNull();
    // A completed result that has stored nothing still has its folder.
    expect(data.empty.files.vcf.path).toMatch(/variantCaller_out\.409\/TSVC_variants\.vcf\.gz$/);
  });
});

describe('asking for links', () => {
  beforeAll(() => lab.simulator.setWeather({ delay: 60 }));

  const page = (first: number, asked: string) => `{ reports(first: ${first}) { nodes { ${asked} } } }`;

  it.each([
    ['one report', `{ report(id: 29) { ${files} } }`, 3, 2],
    ['the document alone', '{ report(id: 29) { name files { pdf { path } } } }', 1, 1],
    ['reads alone', '{ report(id: 29) { files { barcodes { bam { path } } } } }', 2, 2],
    [
      'documents of a page, of the lightest rows',
      page(50, 'name files { folder { path } pdf { path } }'),
      1,
      1,
    ],
    ['20 reports', page(20, files), 3, 2],
    ['100 reports', page(100, files), 3, 2],
  ])('%s', async (_operation, query, requests, rounds) => {
    await lab.data(query);
    const log = lab.requests();
    const paths = log.map(({ path }) => path);
    expect({ paths, requests: log.length, rounds: roundsOf(log) }).toEqual({ paths, requests, rounds });
  });
});
