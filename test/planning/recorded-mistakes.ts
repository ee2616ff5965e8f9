import type { CreatePlanInput } from '../../src/generated/resolvers-types.js';
import { single, withBarcode, withSamples } from './inputs.js';

/** Code and path, joined by full stops, of each mistake. */
export type Expected = readonly string[];

/** A recorded mistake as input of the mutation, and what is said of it. */
export interface Mistake {
  readonly input: CreatePlanInput;
  readonly expected: Expected;
}

const plan = (changes: Partial<CreatePlanInput>, ...expected: Expected): Mistake => ({
  input: { ...single, ...changes },
  expected,
});
const barcodedPlan = (input: CreatePlanInput, ...expected: Expected): Mistake => ({ input, expected });
const kits = (changes: Partial<CreatePlanInput['kits']>) => ({ kits: { ...single.kits, ...changes } });

const samples = 'samples.barcoded.samples';
const barcode = `${samples}.0.barcodes.0`;

/** Recorded bodies that rundb refused, by the name of their recording. */
export const mistakes: Readonly<Record<string, Mistake>> = {
  'chip-unknown': plan({ chipType: '999' }, 'NOT_FOUND chipType'),
  'chip-inactive': plan({ chipType: '318' }, 'INACTIVE chipType'),
  'is-new-plan-false': plan({ chipType: '' }, 'REQUIRED chipType'),
  'templating-kit-unknown': plan(kits({ templating: 'No Such Kit' }), 'NOT_FOUND kits.templating'),
  'templating-kit-empty': plan(kits({ templating: '' }), 'REQUIRED kits.templating'),
  'sequencing-kit-unknown': plan(kits({ sequencing: 'No Such Kit' }), 'NOT_FOUND kits.sequencing'),
  'sequencing-kit-description': plan(
    kits({ sequencing: 'Ion S5 Sequencing Kit v2' }),
    'NOT_FOUND kits.sequencing',
  ),
  'library-kit-unknown': plan(kits({ library: 'No Such Kit' }), 'NOT_FOUND kits.library'),
  'kit-chip-mismatch': plan({ chipType: '540' }, 'INCOMPATIBLE kits.templating'),
  'three-kits-wrong': plan(
    { kits: { templating: 'c', sequencing: 'a', library: 'b' } },
    'NOT_FOUND kits.library',
    'NOT_FOUND kits.sequencing',
    'NOT_FOUND kits.templating',
  ),
  'reference-unknown': plan({ reference: 'hg99' }, 'NOT_FOUND reference'),
  'reference-disabled': plan({ reference: 'mm9' }, 'INACTIVE reference'),
  'name-empty': plan({ planName: '' }, 'REQUIRED planName'),
  'name-illegal-characters': plan({ planName: 'my plan: #1!' }, 'INVALID planName'),
  'name-too-long': plan({ planName: 'x'.repeat(61) }, 'TOO_LONG planName'),
  'name-unicode': plan({ planName: 'Pläne' }, 'INVALID planName'),
  'sample-illegal-characters': plan(
    { samples: { single: { name: 'bad*sample' } } },
    'INVALID samples.single.name',
  ),
  'sample-too-long': plan({ samples: { single: { name: 's'.repeat(128) } } }, 'TOO_LONG samples.single.name'),
  'sample-empty': plan({ samples: { single: { name: '' } } }, 'REQUIRED samples.single.name'),
  'notes-illegal-characters': plan({ notes: 'what: is this?' }, 'INVALID notes'),
  'tube-label-bad': plan({ sampleTubeLabel: 'bad label!' }, 'INVALID sampleTubeLabel'),
  'chip-barcode-bad': plan({ chipBarcode: 'AA:BB' }, 'INVALID chipBarcode'),
  'flows-too-big': plan({ flows: 5000 }, 'INVALID flows'),
  'run-type-unknown': plan({ runType: 'XYZ' }, 'NOT_FOUND runType'),
  'application-group-unknown': plan({ applicationGroup: 'Nope' }, 'NOT_FOUND applicationGroup'),
  'application-group-mismatch': plan(
    { reference: null, runType: 'RNA', applicationGroup: 'DNA' },
    'INCOMPATIBLE applicationGroup',
  ),
  'sample-grouping-unknown': plan({ sampleGrouping: 'Nope' }, 'NOT_FOUND sampleGrouping'),
  'library-key-bad': plan({ libraryKey: 'XYZ' }, 'NOT_FOUND libraryKey'),
  'bed-file-missing': plan(
    { targetRegionBedFile: '/hg19/unmerged/detail/nosuch.bed' },
    'NOT_FOUND targetRegionBedFile',
  ),
  'projects-bad-name': plan({ projects: ['bad project!'] }, 'INVALID projects.0'),
  'selected-plugins-unknown': plan({ plugins: [{ name: 'nosuchplugin' }] }, 'NOT_FOUND plugins.0.name'),
  'flow-order-bad': plan({ flowsInOrder: 'XYZ' }, 'INVALID flowsInOrder'),
  'sample-prep-protocol-bad': plan({ samplePrepProtocol: 'nosuch' }, 'NOT_FOUND samplePrepProtocol'),
  'two-errors': plan(
    { planName: 'bad#name', reference: 'hg99', chipType: '999' },
    'NOT_FOUND chipType',
    'INVALID planName',
    'NOT_FOUND reference',
  ),
  // Two of its eight mistakes are ruled out by the schema: flows that are a text, and a barcode set of a single sample.
  'many-errors': plan(
    {
      planName: 'bad#name',
      reference: 'hg99',
      samples: { single: { name: '*' } },
      chipType: '999',
      notes: '?',
      runType: 'Q',
    },
    'NOT_FOUND chipType',
    'INVALID notes',
    'INVALID planName',
    'NOT_FOUND reference',
    'NOT_FOUND runType',
    'INVALID samples.single.name',
  ),
  'barcode-kit-unknown': barcodedPlan(withBarcode({}, 'NoSuchKit'), 'NOT_FOUND samples.barcoded.barcodeKit'),
  'barcode-kit-empty': barcodedPlan(withBarcode({}, ''), 'REQUIRED samples.barcoded.barcodeKit'),
  'barcode-unknown': barcodedPlan(withBarcode({ barcode: 'IonXpress_999' }), `NOT_FOUND ${barcode}.barcode`),
  'barcode-reference-bad': barcodedPlan(withBarcode({ reference: 'hg99' }), `NOT_FOUND ${barcode}.reference`),
  'barcode-bed-missing': barcodedPlan(
    { ...withBarcode({ targetRegionBedFile: '/hg19/unmerged/detail/nosuch.bed' }), runType: 'AMPS' },
    `NOT_FOUND ${barcode}.targetRegionBedFile`,
  ),
  'barcode-hotspot-without-bed': barcodedPlan(
    withBarcode({ hotSpotRegionBedFile: '/hg19/unmerged/detail/BRCA1_2.20131001.hotspots.bed' }),
    `REQUIRED ${barcode}.targetRegionBedFile`,
  ),
  'barcode-bed-without-reference': barcodedPlan(
    {
      ...withBarcode({
        reference: null,
        targetRegionBedFile: '/hg19/unmerged/detail/BRCA1_2.20131001.designed.bed',
      }),
      reference: null,
    },
    `REQUIRED ${barcode}.reference`,
  ),
  'barcode-sample-name-bad': barcodedPlan(
    withBarcode({}, 'IonXpress', 'bad*name'),
    `INVALID ${samples}.0.name`,
  ),
  'barcode-control-type-bad': barcodedPlan(
    withBarcode({ controlType: 'zzz' }),
    `INVALID ${barcode}.controlType`,
  ),
  'barcoded-samples-empty': barcodedPlan(withSamples([]), `REQUIRED ${samples}`),
  'barcoded-two-samples-both-wrong': barcodedPlan(
    withSamples([
      { name: 's1', barcodes: [{ barcode: 'IonXpress_999' }] },
      { name: 's2', barcodes: [{ barcode: 'IonXpress_002', reference: 'hg99', nucleotideType: 'RNA' }] },
    ]),
    `NOT_FOUND ${barcode}.barcode`,
    `INCOMPATIBLE ${samples}.1.barcodes.0.nucleotideType`,
    `NOT_FOUND ${samples}.1.barcodes.0.reference`,
  ),
};

/** Recorded bodies that no input of the mutation leads to, and what of the schema rules them out. */
export const ruledOut: Readonly<Record<string, string>> = {
  'documented-barcoded': 'samples are one of single and barcoded',
  'missing-planName': 'planName is non-null',
  'missing-sample': 'samples is non-null',
  'missing-templatingKitName': 'kits.templating is non-null',
  'missing-everything-but-name': 'chipType, kits and samples are non-null',
  'empty-object': 'planName, chipType, kits and samples are non-null',
  'barcoded-missing-barcodes': 'barcodes is non-null',
  'barcoded-missing-barcodeSampleInfo': 'what is said of a barcode stands with it',
  'barcoded-missing-info-reference': 'what is left out is written as the plan has it',
  'barcoded-missing-info-targetRegionBedFile': 'what is left out is written as the plan has it',
  'barcoded-missing-barcodeId': 'barcodeKit is non-null',
  'barcode-not-in-info': 'what is said of a barcode stands with it',
  'barcode-nucleotide-bad': 'nucleotideType is an enum',
  'barcode-nucleotide-empty': 'nucleotideType is an enum',
  'barcoded-samples-list': 'samples have a form',
  'barcoded-samples-junk-string': 'samples have a form',
  'barcoded-samples-value-is-text': 'samples have a form',
  'chip-as-number': 'chipType is a String',
  'chip-null': 'chipType is non-null',
  'name-null': 'planName is non-null',
  'sample-list': 'name is a String',
  'flows-not-number': 'flows is an Int',
  'flows-float': 'flows is an Int',
  'read-length-bad': 'libraryReadLength is an Int',
  'plan-status-bad': 'status is an enum',
  'projects-number': 'projects are Strings',
  'id-given': 'the input has no id',
  'template-create': 'the input makes no templates',
};

/** Recorded requests whose body or headers the gateway never sends, and calls that it never makes. */
export const neverSent: readonly string[] = [
  'invalid-json',
  'invalid-json-single-quotes',
  'empty-body',
  'json-array',
  'json-null',
  'json-number',
  'wrong-content-type-form',
  'wrong-content-type-text',
  'invalid-utf8',
  'chunked-request-body',
  'no-auth',
  'bad-key',
  'create-no-template',
  'create-unknown-template',
  'create-from-template-no-samples',
];
