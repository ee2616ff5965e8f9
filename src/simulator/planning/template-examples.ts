const TARGET = '/hg19/unmerged/detail/target.bed';
const HOTSPOT = '/hg19/unmerged/detail/hotspot.bed';

function sample(number: number, hotSpotRegionBedFile: string): object {
  return {
    controlType: '',
    description: `Sample ${number} description`,
    dnabarcode: `IonXpress_00${number}`,
    externalId: `Sample ${number} id`,
    hotSpotRegionBedFile,
    nucleotideType: 'DNA',
    reference: 'hg19',
    sampleName: `Sample ${number}`,
    targetRegionBedFile: TARGET,
  };
}

const SAMPLES = [sample(1, HOTSPOT), sample(2, '')];

const EXAMPLES = [
  {
    chipType: '318',
    planName: 'Example Plan Non-barcoded',
    sample: 'Sample 1',
    templateName: 'System Generic Seq Template',
  },
  { planName: 'Example Plan Barcoded', samplesList: SAMPLES, templateName: 'Oncomine Comprehensive v3 DNA' },
  {
    bedfile: TARGET,
    library: 'hg19',
    planName: 'Example Plan from SampleSet',
    regionfile: '',
    sampleSetName: 'sample set 1',
    templateName: 'Oncomine Comprehensive v3 DNA',
    templatingKitName: 'Ion Chef S540 V1',
  },
  {
    barcodeId: 'IonXpress',
    base_recalibration_mode: 'standard_recal',
    bedfile: TARGET,
    chipBarcode: '',
    chipType: '540',
    flows: 400,
    library: 'hg19',
    libraryKey: 'TCAG',
    librarykitname: 'Ion AmpliSeq Library Kit Plus',
    notes: '',
    planName: 'Example Plan Barcoded with Changed Parameters',
    realign: 'False',
    regionfile: HOTSPOT,
    runType: 'AMPS',
    sampleGroupingName: 'Self',
    samplePrepKitName: '',
    sampleTubeLabel: '',
    samplesList: SAMPLES,
    sequencekitname: 'Ion S5 Sequencing Kit',
    templateName: 'Oncomine Comprehensive v3 DNA',
    templatingKitName: 'Ion Chef S540 V1',
    tfKey: 'ATCG',
  },
];

/** What `plannedexperiment/create/` shows to those who read it: example bodies, which it counts wrongly. */
export function listExamples(): object {
  const meta = { limit: 20, next: null, offset: 0, previous: null, total_count: 2 };
  return { meta, objects: EXAMPLES };
}
