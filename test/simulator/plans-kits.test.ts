import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { Body } from '../support/ask-lab.js';
import { complaintsAbout, PLAIN, postPlan } from '../support/plans.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const UNFIT: readonly (readonly [what: string, sent: Body, error: string])[] = [
  [
    "a chip that the Chef's kit does not fit",
    { templatingKitName: 'Ion Chef S540 V1' },
    ' chipType value is not valid with templatingKitName value of Ion Chef S540 V1. 520 is not one of the available choices 540, 541v2, 560, GX5v2. ',
  ],
  [
    'a sequencing kit for other chips',
    { chipType: '540', templatingKitName: 'Ion 540 Kit-OT2', sequencekitname: 'Ion S5 ExT Sequencing Kit' },
    ' chipType value is not valid with sequencekitname value of Ion S5 ExT Sequencing Kit. 540 is not one of the available choices 510, 520, 521, 530. ',
  ],
  [
    'a kit for other run types',
    { runType: 'AMPS', librarykitname: 'Oncomine cfDNA Assay' },
    ' librarykitname value of Oncomine cfDNA Assay[TAG_SEQUENCING] is not supported for this runType with value of AMPS. ',
  ],
];

describe('kits, chip and run type', () => {
  it.each(UNFIT)('do not go together: %s', async (_what, sent, error) => {
    expect(await complaintsAbout(simulator, { ...PLAIN, ...sent })).toEqual({ Error: error });
  });

  it('are looked at when every field is right by itself', async () => {
    const plan = { ...PLAIN, templatingKitName: 'Ion Chef S540 V1', notes: '!' };
    expect(Object.keys(Object(await complaintsAbout(simulator, plan)))).toEqual(['notes']);
  });

  it('go together when the kit is for all of a kind', async () => {
    const plan = { ...PLAIN, runType: 'AMPS', librarykitname: 'Ion AmpliSeq 2.0 Library Kit' };
    expect((await postPlan(simulator, plan)).status).toBe(201);
  });

  it('of a stored plan that is sent again may be out of use, but not of other instruments', async () => {
    const { body } = await postPlan(simulator, PLAIN);
    const error = await complaintsAbout(simulator, { ...PLAIN, id: body['id'], chipType: '318' });
    expect(error).toEqual({
      Error:
        " The templatingKitName (Ion 520/530 Kit-OT2) instrument type of [u'S5'] is incompatible with the chipType (318) instrument type of pgm. Specify a different templatingKitName or chipType.",
    });
  });
});
