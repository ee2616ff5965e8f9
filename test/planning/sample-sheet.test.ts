import { describe, expect, it } from '@jest/globals';
import { readSampleSheet } from '../../src/planning/sample-sheet/read-sample-sheet.js';

const two = [
  { name: 'S1', barcodes: [{ barcode: 'IonXpress_001', description: 'a' }] },
  { name: 'S2', barcodes: [{ barcode: 'IonXpress_002' }] },
];

describe('a sample sheet is read', () => {
  it.each([
    ['with commas', 'sample,barcode,description\nS1,IonXpress_001,a\nS2,IonXpress_002,\n'],
    ['with semicolons', 'sample;barcode;description\nS1;IonXpress_001;a\nS2;IonXpress_002;\n'],
    ['with tabs', 'sample\tbarcode\tdescription\nS1\tIonXpress_001\ta\nS2\tIonXpress_002\t\n'],
    ['with CRLF', 'sample,barcode,description\r\nS1,IonXpress_001,a\r\nS2,IonXpress_002,\r\n'],
    [
      'with lines of several systems',
      'sample,barcode,description\rS1,IonXpress_001,a\nS2,IonXpress_002,\r\n',
    ],
    ['with a byte order mark', '\uFEFFsample,barcode,description\nS1,IonXpress_001,a\nS2,IonXpress_002'],
    ['with quotes', '"sample","barcode","description"\n"S1","IonXpress_001","a"\n"S2",IonXpress_002,""'],
    [
      'with empty lines',
      '\n\nsample,barcode,description\n\nS1,IonXpress_001,a\n,,\n \nS2,IonXpress_002,\n\n\n',
    ],
    ['with blanks', ' sample , barcode , description \n S1 , IonXpress_001 , a \n S2\t,IonXpress_002, '],
    ['with short rows', 'sample,barcode,description\nS1,IonXpress_001,a\nS2,IonXpress_002'],
    ['with empty columns', 'sample,barcode,,description,\nS1,IonXpress_001,,a,\nS2,IonXpress_002,,,'],
    [
      'in other capitals and orders',
      'Description,BARCODE,Sample_Name\na,IonXpress_001,S1\n,IonXpress_002,S2',
    ],
  ])('%s', (_how, text) => {
    const { samples, faults } = readSampleSheet(text);
    expect({ samples, faults }).toEqual({ samples: two, faults: [] });
  });

  it('with all columns, several barcodes of a sample, delimiters and quotes and lines in cells', () => {
    const text = [
      'Sample,Barcode,Nucleotide type,Reference,Targets,Hot-spots,Description,External ID,Control type',
      'tumour,IonXpress_001,dna,hg19,a.bed,b.bed,"one, ""two""; three",E1,',
      'blood,IonXpress_003,,none,None,NONE,"two',
      'lines",,No Template Control',
      'tumour,IonXpress_002,Fusions,,,,,,',
    ].join('\n');
    const { samples, rows, faults } = readSampleSheet(text);
    expect(faults).toEqual([]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(samples).toEqual([
      {
        name: 'tumour',
        barcodes: [
          {
            barcode: 'IonXpress_001',
            nucleotideType: 'DNA',
            reference: 'hg19',
            targetRegionBedFile: 'a.bed',
            hotSpotRegionBedFile: 'b.bed',
            description: 'one, "two"; three',
            externalId: 'E1',
          },
          { barcode: 'IonXpress_002', nucleotideType: 'FUSIONS' },
        ],
      },
      {
        name: 'blood',
        barcodes: [
          {
            barcode: 'IonXpress_003',
            reference: null,
            targetRegionBedFile: null,
            hotSpotRegionBedFile: null,
            description: 'two\nlines',
            controlType: 'No Template Control',
          },
        ],
      },
    ]);
  });
});

describe('a fault of a sample sheet is told by line and column:', () => {
  it.each<[string, string, (readonly [line: number, column: number | undefined, words: string])[]]>([
    ['nothing in it', '', [[1, undefined, 'The sheet is empty']]],
    ['blanks in it', '\uFEFF\n \r\n', [[1, undefined, 'The sheet is empty']]],
    ['no samples', '\nsample,barcode\n\n', [[2, undefined, 'no sample']]],
    ['no column of samples', 'barcode\nIonXpress_001', [[1, undefined, 'no column sample']]],
    [
      'a column twice',
      'sample,barcode,Targets,target_regions,BARCODE\nS1,B1,,,',
      [
        [1, 4, 'The columns "Targets" and "target_regions" are one'],
        [1, 5, 'The columns "barcode" and "BARCODE" are one'],
      ],
    ],
    [
      'a column twice in one spelling',
      'sample,barcode,sample\nS1,B1,S1',
      [[1, 3, '"sample" is there twice']],
    ],
    [
      'unknown columns',
      'sample,barcode,refrence,colour\nS1,B1,hg19,red',
      [
        [1, 3, 'called "refrence"'],
        [1, 4, 'called "colour"'],
      ],
    ],
    [
      'blank cells',
      'sample,barcode,description\nS1,,x\n\n,B2,\n,,x',
      [
        [2, 2, 'names no barcode'],
        [4, 1, 'names no sample'],
        [5, 1, 'names no sample'],
        [5, 2, 'names no barcode'],
      ],
    ],
    ['a cell too many', 'sample,barcode,description\nS1,B1,one, two\nS2,B2,', [[2, 4, 'under no column']]],
    [
      'an unknown nucleotide type',
      'sample,barcode,nucleotide type\nS1,B1,cDNA',
      [[2, 3, '"cDNA" is no nucleotide']],
    ],
    ['a quote never closed', 'sample,barcode\nS1,B1\nS2,"B2\nS3,B3\n', [[3, 2, 'never closed']]],
    [
      'a quote inside a cell',
      'sample,barcode\nS1,B1\n\nS2 5" tube,B2',
      [[4, 1, 'A quote stands where none may']],
    ],
    ['text behind a quoted cell', 'sample,barcode\n"S1" x,B1', [[2, 1, 'A quote stands where none may']]],
    [
      'several at once',
      'sample,barcode,kolor\n,B1,\nS2,"B2',
      [
        [1, 3, 'called "kolor"'],
        [2, 1, 'names no sample'],
        [3, 2, 'never closed'],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    const { faults } = readSampleSheet(text);
    expect(faults.map(({ line, column, message }) => [line, column, message])).toEqual(
      expected.map(([line, column, words]) => [line, column, expect.stringContaining(words)]),
    );
  });

  it('with what may have been meant', () => {
    const { faults } = readSampleSheet('sample,barcode,Refrences,nucleotide\nS1,B1,,');
    expect(faults.map(({ suggestions }) => suggestions)).toEqual([['reference'], []]);
  });
});

describe('a path in the samples leads to a cell', () => {
  const { placeOf } = readSampleSheet('barcode,sample,Reference\nB1,S1,hg19\n\nB2,S2,hg19\nB3,S1,hg18\n');
  it.each([
    ['0', 'S1', { line: 2, column: 2, columnName: 'sample' }],
    ['1.name', 'S2', { line: 4, column: 2, columnName: 'sample' }],
    ['0.barcodes.1.reference', 'hg18', { line: 5, column: 3, columnName: 'Reference' }],
    ['0.barcodes.1', 'B3', { line: 5, column: 1, columnName: 'barcode' }],
    ['1.barcodes.0.nucleotideType', 'no such column', { line: 4, column: 1, columnName: 'barcode' }],
    ['7.name', 'no such sample', undefined],
    ['', 'all of them', undefined],
  ])('%s: %s', (path, _what, place) => expect(placeOf(path === '' ? [] : path.split('.'))).toEqual(place));
});
