import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Row } from '../../../src/simulator/api.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, query } from '../../support/ask-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

function text(row: Row, column: string): string {
  return String(row[column]);
}

/** Numbers of the table's rows that pass, newest first. */
function expected(table: string, passes: (row: Row) => boolean): readonly unknown[] {
  const rows = simulator.lab.rows(table).filter(passes);
  return rows.map((row) => row['id']).sort((a, b) => Number(b) - Number(a));
}

async function given(resource: string, name: string, value: string): Promise<readonly unknown[]> {
  return (await askForList(simulator, `${resource}/?${query([name, value], ['limit', '0'])}`)).ids;
}

type Case = readonly [name: string, value: string, passes: (row: Row) => boolean];

describe('text columns', () => {
  const cases: readonly Case[] = [
    ['name', '540', (row) => row['name'] === '540'],
    ['name__exact', '318D', (row) => row['name'] === '318D'],
    ['name__iexact', '318d', (row) => row['name'] === '318D'],
    ['name__contains', '18', (row) => text(row, 'name').includes('18')],
    ['name__icontains', 'SELECT', (row) => text(row, 'name').includes('select')],
    ['name__startswith', '31', (row) => text(row, 'name').startsWith('31')],
    ['name__istartswith', 'p', (row) => text(row, 'name').startsWith('P')],
    ['name__endswith', '0', (row) => text(row, 'name').endsWith('0')],
    ['name__iendswith', 'V2', (row) => text(row, 'name').endsWith('v2')],
    ['name__in', '510,540,nosuch', (row) => ['510', '540'].includes(text(row, 'name'))],
    ['name__in', '', () => false],
    ['name__range', '520,541', (row) => text(row, 'name') >= '520' && text(row, 'name') <= '541'],
    ['name__gt', '540', (row) => text(row, 'name') > '540'],
    ['name__gte', '540', (row) => text(row, 'name') >= '540'],
    ['name__lt', '316', (row) => text(row, 'name') < '316'],
    ['name__lte', '316', (row) => text(row, 'name') <= '316'],
    ['name__regex', '^5[12]', (row) => /^5[12]/.test(text(row, 'name'))],
    ['name__iregex', '^p', (row) => /^P/.test(text(row, 'name'))],
    ['name__isnull', 'true', () => false],
    ['name__contains', '%', () => false],
    ['name', 'none', () => false],
    ['name__regex', '^none$', () => false],
  ];

  it.each(cases)('%s=%s', async (name, value, passes) => {
    expect(await given('chip', name, value)).toEqual(expected('chip', passes));
  });

  it('compare by code point: capitals are less than small letters', async () => {
    expect(await given('project', 'name__gte', 'a')).toEqual(
      expected('project', (row) => /^[a-z]/.test(text(row, 'name'))),
    );
  });
});

describe('other columns', () => {
  const reads = (row: Row): number => Number(row['totalNumReads']);
  const chips: readonly Case[] = [
    ['id', ' 007', (row) => row['id'] === 7],
    ['id', '99999999999999999999', () => false],
    ['id__in', '7,9', (row) => row['id'] === 7 || row['id'] === 9],
    ['id__range', '5,7', (row) => Number(row['id']) >= 5 && Number(row['id']) <= 7],
    ['id__contains', '1', (row) => text(row, 'id').includes('1')],
    ['id', 'true', (row) => row['id'] === 1],
    ['isActive', 'true', (row) => row['isActive'] === true],
    ['isActive', 'False', (row) => row['isActive'] === false],
    ['isActive', '0', (row) => row['isActive'] === false],
    ['isActive', 'maybe', (row) => row['isActive'] === true],
    ['isActive', '', (row) => row['isActive'] === false],
    ['isActive__in', '0', (row) => row['isActive'] === true],
    ['isActive__icontains', 'RUE', (row) => row['isActive'] === true],
  ];

  it.each(chips)('%s=%s', async (name, value, passes) => {
    expect(await given('chip', name, value)).toEqual(expected('chip', passes));
  });

  const metrics: readonly Case[] = [
    ['totalNumReads__gt', '100000000', (row) => reads(row) > 100_000_000],
    ['totalNumReads__lt', '+500000', (row) => reads(row) < 500_000],
    ['genomesize', '3095693981', (row) => row['genomesize'] === 3_095_693_981],
    ['genomesize__lt', '3095693981', (row) => Number(row['genomesize']) < 3_095_693_981],
    ['cf__gte', '0.9', (row) => Number(row['cf']) >= 0.9],
    ['cf__lt', 'nan', () => true],
    ['cf__gt', '-inf', () => true],
    ['duplicate_reads__isnull', 'true', (row) => row['duplicate_reads'] === null],
  ];

  it.each(metrics)('%s=%s', async (name, value, passes) => {
    expect(await given('libmetrics', name, value)).toEqual(expected('libmetrics', passes));
  });
});

describe('moments', () => {
  const stamp = (row: Row): string => text(row, 'timeStamp');
  const cases: readonly Case[] = [
    ['timeStamp__gte', '2024-03-25', (row) => stamp(row) >= '2024-03-25T00:00:00'],
    ['timeStamp__gte', '2024-03-25T02:00:00+02:00', (row) => stamp(row) >= '2024-03-25T00:00:00'],
    ['timeStamp__lt', '2023-1-12 10:30', (row) => stamp(row) < '2023-01-12T10:30:00'],
    ['timeStamp__lte', '2023-01-09T18:31:33.428000Z', (row) => row['id'] === 1],
    ['timeStamp__lte', '2023-01-09T18:31:33.000428', () => false],
    ['timeStamp', '2023-01-09T18:31:33.428', (row) => row['id'] === 1],
    ['timeStamp__year', '2023', (row) => stamp(row).startsWith('2023')],
    ['timeStamp__month', '2', (row) => stamp(row).slice(5, 7) === '02'],
    ['timeStamp__day', '09', (row) => stamp(row).slice(8, 10) === '09'],
    ['timeStamp__hour', '18', (row) => stamp(row).slice(11, 13) === '18'],
    ['timeStamp__minute', '31', (row) => stamp(row).slice(14, 16) === '31'],
    ['timeStamp__second', '33', (row) => stamp(row).slice(17, 19) === '33'],
    ['timeStamp__week_day', '1', (row) => new Date(`${stamp(row)}Z`).getUTCDay() === 0],
    ['timeStamp__startswith', '2023-01-09 18:31:33.428+00', (row) => row['id'] === 1],
    ['metaData__contains', 'thumb', (row) => JSON.stringify(row['metaData']).includes('thumb')],
  ];

  it.each(cases)('%s=%s', async (name, value, passes) => {
    expect(await given('results', name, value)).toEqual(expected('results', passes));
  });
});
