import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Lab, type Parameters, Refusal, type Resource } from '../../src/simulator/api.js';
import { openLab } from '../../src/simulator/lab.js';
import { printJson } from '../../src/simulator/values/print-json.js';

const DATA = fileURLToPath(new URL('../../src/simulator/data/', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-'));
  cpSync(join(DATA, 'schemas.jsonl'), join(folder, 'schemas.jsonl'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(table: string, ...lines: readonly unknown[]): void {
  writeFileSync(join(folder, `${table}.jsonl`), lines.map((line) => JSON.stringify(line)).join('\n'));
}

function resource(lab: Lab, name: string): Resource {
  const found = lab.resource(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function list(name: string, ...parameters: Parameters): unknown {
  return resource(openLab(folder), name).list(parameters, `/rundb/api/v1/${name}/`);
}

function refusalOf(ask: () => unknown): unknown {
  try {
    ask();
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body };
    throw error;
  }
  return undefined;
}

describe('a folder of data', () => {
  it('may leave out tables and columns', () => {
    write('chip', ['id', 'name'], [1, '520']);
    expect(list('chip')).toMatchObject({ objects: [{ id: 1, name: '520', isActive: null }] });
    expect(list('results')).toMatchObject({ meta: { total_count: 0 } });
  });

  it('must name tables and columns that rundb has', () => {
    write('chip', ['id', 'colour'], [1, 'red']);
    expect(() => openLab(folder)).toThrow('chip has no columns colour');
    rmSync(join(folder, 'chip.jsonl'));
    write('cheap', ['id'], [1]);
    expect(() => openLab(folder)).toThrow('rundb has no table cheap');
  });

  it('keeps odd numbers, which print as no JSON', () => {
    write('tfmetrics', ['id', 'number', 'SysSNR'], [1, 'NaN', '-Infinity'], [2, 0.1234567890123456, 98]);
    const printed = printJson(list('tfmetrics', ['order_by', 'number']));
    expect(printed).toMatch(/"number": 0.123456789012346,.*"number": NaN/);
    expect(printed).toContain('"SysSNR": -Infinity');
  });

  it('keeps 64-bit integers exact', () => {
    write('libmetrics', ['id', 'genomesize'], [1, '9223372036854775807'], [2, '9223372036854775806'], [3, 5]);
    const sizes = [{ genomesize: '9223372036854775807' }, { genomesize: '9223372036854775806' }];
    expect(list('libmetrics', ['order_by', '-genomesize'], ['limit', '2'])).toMatchObject({ objects: sizes });
  });

  it('reads raw text in JSON columns as rundb does', () => {
    write(
      'pluginresult',
      ['id', 'store'],
      [1, '{"a": 1.50, "b": [1e3, 2, NaN, "1.5"], "c": -2.5E-9}'],
      [2, '{broken'],
      [3, ''],
    );
    write('plugin', ['id', 'name'], [1, 'p']);
    const stores = [
      { store: {} },
      { store: {} },
      { store: { a: '1.50', b: ['1E+3', 2, 'NaN', '1.5'], c: '-2.5E-9' } },
    ];
    expect(list('pluginresult')).toMatchObject({ objects: stores });
  });

  it('crashes where a JSON column holds no object', () => {
    write('pluginresult', ['id', 'store'], [1, '[1]']);
    expect(refusalOf(() => list('pluginresult'))).toMatchObject({ status: 500 });
  });

  it('prints any date', () => {
    write(
      'project',
      ['id', 'created'],
      [1, '0001-01-01T00:00:00'],
      [2, '2024-05-01T10:00:00.9996'],
      [3, null],
    );
    const dates = [
      { created: null },
      { created: '2024-05-01T10:00:00.000999+00:00' },
      { created: '0001-01-01T00:00:00+00:00' },
    ];
    expect(list('project')).toMatchObject({ objects: dates });
  });
});

describe('rows that spoil every answer that holds them', () => {
  it('a report without settings', () => {
    write('results', ['id', 'resultsName', 'eas'], [1, 'R<1>', null]);
    expect(refusalOf(() => list('compositeresult'))).toEqual({
      status: 400,
      body: {
        error:
          "The model '&lt;Results: R&lt;1&gt;&gt;' has an empty attribute 'eas' and doesn't allow a null value.",
      },
    });
    expect(list('projectresults')).toMatchObject({ objects: [{ id: 1 }] });
  });

  it('a report without storage', () => {
    write('results', ['id', 'reportstorage'], [1, null]);
    expect(refusalOf(() => list('results'))).toMatchObject({ status: 500 });
  });

  it('a user without a profile', () => {
    write('user', ['id', 'username'], [1, 'new']);
    expect(refusalOf(() => list('user'))).toMatchObject({ status: 400 });
  });
});

describe('sample sets', () => {
  beforeEach(() => {
    write('sample', ['id', 'name', 'displayedName', 'description'], [1, 'S_1', 'S 1', 'd']);
    write('samplegrouptype_cv', ['id', 'displayedName'], [2, 'Self']);
    write('sampleset', ['id', 'displayedName', 'SampleGroupType_CV', 'status'], [3, 'Set', 2, 'created']);
    write('dnabarcode', ['id', 'name', 'id_str'], [5, 'IonXpress', 'IonXpress_001']);
    write(
      'samplesetitem',
      ['id', 'sample', 'sampleSet', 'dnabarcode', 'sampleReceiptDate'],
      [4, 1, 3, 5, '2024-02-01'],
    );
  });

  it('lead to their items and back', () => {
    expect(list('sampleset')).toMatchObject({
      objects: [
        {
          SampleGroupType_CV: '/rundb/api/v1/samplegrouptype_cv/2/',
          sampleCount: 1,
          sampleGroupTypeName: 'Self',
          samples: ['/rundb/api/v1/samplesetitem/4/'],
          readyForPlanning: true,
        },
      ],
    });
    expect(list('sample', ['sampleSets__sampleSet', '3'])).toMatchObject({
      objects: [{ sampleSets: ['/rundb/api/v1/samplesetitem/4/'] }],
    });
    expect(list('samplesetitem', ['sampleReceiptDate__gte', '2024-02-01'])).toMatchObject({
      objects: [{ sampleReceiptDate: '2024-02-01', dnabarcode: '/rundb/api/v1/dnabarcode/5/' }],
    });
  });

  it('show flattened items, which cannot be filtered by what is flattened', () => {
    expect(list('samplesetiteminfo')).toMatchObject({
      objects: [
        {
          dnabarcode: 'IonXpress_001',
          dnabarcodeKit: 'IonXpress',
          sampleDisplayedName: 'S 1',
          samplePk: 1,
          sampleSetPk: 3,
          sampleSetStatus: 'created',
          sampleSetGroupType: 'Self',
        },
      ],
    });
    expect(refusalOf(() => list('samplesetiteminfo', ['samplePk', '1']))).toMatchObject({ status: 500 });
  });
});

describe('quality checks of plans', () => {
  it('show with the plan', () => {
    write('plannedexperiment', ['id', 'planName'], [1, 'P']);
    write('qctype', ['id', 'qcName'], [1, 'Key Signal (1-100)']);
    write('plannedexperimentqc', ['id', 'plannedExperiment', 'qcType', 'threshold'], [7, 1, 1, 30]);
    expect(list('plannedexperimentdb')).toMatchObject({
      objects: [{ qcValues: [{ id: 7, threshold: 30, qcType: { qcName: 'Key Signal (1-100)' } }] }],
    });
  });
});

describe('an Ion Chef run', () => {
  it('shows its record with the plan', () => {
    write('plannedexperiment', ['id', 'planName'], [1, 'P']);
    write(
      'experiment',
      ['id', 'plan', 'chefInstrumentName', 'chefStartTime'],
      [1, 1, 'Chef-1', '2024-01-02T03:04:05'],
    );
    expect(list('plannedexperiment')).toMatchObject({
      objects: [{ chefInfo: { chefInstrumentName: 'Chef-1', chefStartTime: '2024-01-02T03:04:05+00:00' } }],
    });
  });
});
