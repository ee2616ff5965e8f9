import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { Body } from '../support/ask-lab.js';
import { complaintsAbout, PLAIN, postPlan } from '../support/plans.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const CHARACTERS =
  'should contain only letters [a-zA-Z], numbers [0-9], spaces [ ], and limited special characters: [.-_] (ie, period, hyphen or underscore). ';
const SIXTY_ONE = 'x'.repeat(61);

/** What is sent next to a good plan, and the errors that it gets. */
const REFUSED: readonly (readonly [what: string, sent: Body, errors: Body])[] = [
  ['a name of blanks', { planName: '   ' }, { planName: [' planName is required. '] }],
  [
    'a name that is wrong in two ways',
    { planName: `${SIXTY_ONE}!` },
    { planName: [` planName ${CHARACTERS}`, ' planName should be at most 60 characters long. '] },
  ],
  ['long notes', { notes: 'n'.repeat(1025) }, { notes: [' notes should be at most 1024 characters long. '] }],
  [
    'a long label of a tube',
    { sampleTubeLabel: 'l'.repeat(513) },
    { sampleTubeLabel: [' sampleTubeLabel should be at most 512 characters long. '] },
  ],
  [
    'a long name of a project',
    { project: 'p'.repeat(65) },
    { project: [' project should be at most 64 characters long. '] },
  ],
  ['flows of zero', { flows: 0 }, { flows: [' flows must be a positive integer (>0). '] }],
  [
    'more flows than there are',
    { flows: '2001' },
    { flows: [' flows must be a integer within range [1, 2000]. '] },
  ],
  [
    'a read length out of range',
    { libraryReadLength: 1001 },
    { libraryReadLength: [' libraryReadLength must be a integer within range [0, 1000]. '] },
  ],
  [
    'a sample that starts with a point',
    { sample: '.s' },
    { sample: [' sample should start with letter or number. '] },
  ],
  [
    'a sample in a template',
    { isReusable: 'yes' },
    { sample: [' Invalid input. Sample information cannot be saved in the Plan Template'] },
  ],
];

describe('a plan is refused for', () => {
  it.each(REFUSED)('%s', async (_what, sent, errors) => {
    expect(await complaintsAbout(simulator, { ...PLAIN, ...sent })).toEqual(errors);
  });

  it('metadata that cannot be read', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, metaData: "{'a" })).toBe(
      "Error: Invalid JSON value for field metaData={'a in plannedExperiment with planName=a plan",
    );
  });

  it('a moment that is none', async () => {
    expect(await complaintsAbout(simulator, { ...PLAIN, planExecutedDate: 'zzz' })).toBe(
      "Datetime provided to 'planExecutedDate' field doesn't appear to be a valid datetime string: 'zzz'",
    );
  });
});

/** What rundb crashes on. */
const CRASHING: readonly (readonly [what: string, sent: Body])[] = [
  ['a number for a name', { planName: 7 }],
  ['a list for a chip', { chipType: ['520'] }],
  ['a number for notes', { notes: 7 }],
  ['a fraction for a read length', { libraryReadLength: 1.5 }],
  ['a run that was not executed', { planStatus: 'run' }],
  ['a reverse run', { isReverseRun: 'true' }],
  ['both directions', { runMode: 'pe' }],
  ['a GUID that is too long', { planGUID: 'g'.repeat(61) }],
  ['a text for a threshold', { cycles: 'many' }],
];

describe('rundb crashes on', () => {
  it.each(CRASHING)('%s, and stores nothing', async (_what, sent) => {
    const before = simulator.lab.rows('plannedexperiment').length;
    expect((await postPlan(simulator, { ...PLAIN, ...sent })).status).toBe(500);
    expect(simulator.lab.rows('plannedexperiment')).toHaveLength(before);
  });
});

/** What is sent, and what the plan then holds. */
const KEPT: readonly (readonly [what: string, sent: Body, kept: Body])[] = [
  [
    'blanks in a name go from one of its two forms',
    { planName: '  a  b ' },
    { planName: 'a_b', planDisplayedName: '  a  b ' },
  ],
  ['a chip by its name in other letters', { chipType: ' 520 ' }, { chipType: ' 520 ' }],
  [
    'a kit by its description',
    { templatingKitName: 'Ion 520 & Ion 530 Kit - OT2' },
    { templatingKitName: 'Ion 520/530 Kit-OT2' },
  ],
  ['a library key by its name', { libraryKey: 'Ion TCAGT' }, { libraryKey: 'TCAGT' }],
  [
    'a flow order by its name',
    { flowsInOrder: 'Ion samba' },
    { flowsInOrder: 'TACGTACGTCTGAGCATCGATCGATGTACAGC' },
  ],
  ['a run type in small letters as it stands', { runType: 'gens' }, { runType: 'gens' }],
  ['flows of the text 0', { flows: '0' }, { flows: '0' }],
  ['a platform in capitals', { platform: 's5' }, { platform: 'S5' }],
  ['a protocol by its uid', { samplePrepProtocol: 'CV0005' }, { samplePrepProtocol: 'pcr200bp' }],
  ['a label without the blanks around it', { sampleTubeLabel: ' T1 ' }, { sampleTubeLabel: 'T1' }],
  [
    'metadata from the text of a literal',
    { metaData: "{'a': u'x', 'b': [1, None], 'c': (True,)}" },
    { metaData: { a: 'x', b: [1, null], c: [true] } },
  ],
  ['texts that stand for yes', { isFavorite: 'on', realign: 'T' }, { isFavorite: true, realign: true }],
  ['a grouping in small letters', { sampleGroupingName: 'self' }, { sampleGroupingName: 'Self' }],
  [
    'an application group',
    { runType: 'AMPS', applicationGroupDisplayedName: 'Pharmacogenomics' },
    {
      applicationGroupDisplayedName: 'Pharmacogenomics',
      applicationGroup: '/rundb/api/v1/applicationgroup/6/',
    },
  ],
  ['another origin', { origin: 'gui' }, { origin: 'gui|5.18.1' }],
  [
    'plugins, the rest of which is filled in',
    { selectedPlugins: { coverageAnalysis: { name: 'coverageAnalysis', userInput: { a: 1 } }, odd: 1 } },
    {
      selectedPlugins: {
        coverageAnalysis: {
          features: [],
          id: 1,
          name: 'coverageAnalysis',
          userInput: { a: 1 },
          version: '5.16.0.6',
        },
      },
    },
  ],
  [
    'command lines set by hand',
    { custom_args: true, analysisargs: 'mine' },
    { custom_args: true, analysisargs: 'mine' },
  ],
];

describe('a plan keeps', () => {
  it.each(KEPT)('%s', async (_what, sent, kept) => {
    expect(await postPlan(simulator, { ...PLAIN, ...sent })).toMatchObject({ status: 201, body: kept });
  });
});

describe('a plan that is accepted', () => {
  it('warns of a key that is not read any more', async () => {
    const { body } = await postPlan(simulator, { ...PLAIN, templatingSize: '200' });
    expect(body['Warnings']).toEqual({
      templatingSize: 'This field is deprecated, use samplePrepProtocol (pcr200bp, pcr400bp) instead.',
    });
  });

  it('waits for the Ion Chef when its templating kit does', async () => {
    const { body } = await postPlan(simulator, { ...PLAIN, templatingKitName: 'Ion Chef S530 V2' });
    expect(body['planStatus']).toBe('pending');
  });

  it('has the order of flows of its sequencing kit', async () => {
    const plan = { ...PLAIN, sequencekitname: 'Ion S5 ExT Sequencing Kit', runType: 'TARS_16S' };
    const order = simulator.lab.rows('floworder').find((row) => row['id'] === 4);
    expect((await postPlan(simulator, plan)).body['flowsInOrder']).toBe(order?.['flowOrder']);
  });

  it('may name its application group by URI, which must exist', async () => {
    const uri = (id: number): string => `/rundb/api/v1/applicationgroup/${id}/`;
    const { body } = await postPlan(simulator, { ...PLAIN, applicationGroup: uri(1) });
    expect(body['applicationGroupDisplayedName']).toBe('DNA');
    expect(await postPlan(simulator, { ...PLAIN, applicationGroup: uri(99) })).toEqual({
      status: 400,
      body: { error: `Could not find the provided object via resource URI '${uri(99)}'.` },
    });
  });

  it('is a template without kits when it says so', async () => {
    const { status, body } = await postPlan(simulator, { planName: 'T', isReusable: true });
    expect({ status, isReusable: body['isReusable'] }).toEqual({ status: 201, isReusable: true });
  });
});
