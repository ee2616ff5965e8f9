import { describe, expect, it } from '@jest/globals';
import { openLab } from '../../../src/simulator/lab.js';

const DATA = new URL('../../../src/simulator/data/', import.meta.url);

function listAt(time: string, parameters: readonly (readonly [string, string])[] = []): unknown {
  const lab = openLab(DATA, { now: () => new Date(time) });
  return lab.resource('monitorresult')?.list(parameters, '/rundb/api/v1/monitorresult/');
}

describe('monitorresult', () => {
  it('holds the reports of two days, newest first, each with its run', () => {
    expect(listAt('2024-04-04T12:00:00Z')).toMatchObject({
      objects: [
        {
          timeStamp: '2024-04-02T17:59:54.000769+00:00',
          experiment: { id: 284, plan: { id: 284, resource_uri: '' }, qcThresholds: {} },
        },
        { experiment: { id: 285, chipInstrumentType: expect.any(String) } },
      ],
    });
  });

  it('holds the reports of runs of a week that are not transferred yet', () => {
    const filter = [
      ['experiment__ftpStatus', '42'],
      ['limit', '1'],
    ] as const;
    expect(listAt('2024-03-11T00:00:00Z', filter)).toMatchObject({ objects: [{ experiment: { id: 276 } }] });
    expect(listAt('2026-01-01T00:00:00Z')).toMatchObject({ meta: { total_count: 0 } });
  });
});
