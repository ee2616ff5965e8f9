import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { complaintsAbout, PLAIN, postPlan } from '../support/plans.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const TARGETS = 'BRCA1_2.20131001.designed.bed';
const STORED = `/results/uploads/BED/1/hg19/unmerged/detail/${TARGETS}`;

describe('the reference of a plan', () => {
  it('is refused where the application takes none', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, runType: 'RNA' })).toEqual({
      library: [' library value of hg19 is not supported for this Application. '],
    });
  });

  it('is not known by its long name', async () => {
    const error = await complaintsAbout(simulator, { ...PLAIN, library: 'Homo sapiens' });
    expect(error).toHaveProperty('library');
  });
});

describe('the target regions of a plan', () => {
  it.each([TARGETS, `/hg19/merged/plain/${TARGETS}`, STORED])(
    '%s become the file on the server',
    async (bedfile) => {
      const { body } = await postPlan(simulator, { ...PLAIN, bedfile });
      expect(body['bedfile']).toBe(STORED);
    },
  );

  it('want a reference', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, library: '', bedfile: '/x/y.bed' })).toEqual({
      bedfile: 'Bed file(/x/y.bed) exists but No Reference',
    });
  });

  it('are wanted by some applications when they are sent empty', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, runType: 'AMPS', bedfile: '' })).toEqual({
      bedfile: [' bedfile is required for this Application. '],
    });
  });
});

describe('the RNA half of a plan', () => {
  const KEY = 'mixedTypeRNA_targetRegionBedFile';

  it('wants a reference for its files, which must exist', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, [KEY]: '/x.bed' })).toEqual({
      mixedTypeRNA_reference: [` mixedTypeRNA_reference value is required with ${KEY} value of /x.bed. `],
      [KEY]: [`${KEY} : /x.bed not found`],
    });
  });

  it('has its reference looked at only where there are two halves', async () => {
    const changes = { mixedTypeRNA_reference: 'hg99' };
    expect((await postPlan(simulator, { ...PLAIN, ...changes })).status).toBe(201);
    expect(
      await complaintsAbout(simulator, { ...PLAIN, ...changes, runType: 'AMPS_DNA_RNA' }),
    ).toHaveProperty('mixedTypeRNA_reference');
  });
});
