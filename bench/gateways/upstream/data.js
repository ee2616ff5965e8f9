// Deterministic rundb data: the field names are rundb's, the values are made up. REPORTS says how many reports there are.
export const API = '/rundb/api/v1';
const reports = Number(process.env.REPORTS ?? 4000);
export const N = { chip: 60, experiment: Math.ceil(reports / 2), results: reports, plugins: 4 };

// Ids of different resources never coincide, so a gateway that mixes them up gives wrong data.
const EXP = 500,
  RES = 100,
  LIB = 100_000,
  ANA = 200_000,
  QUA = 300_000,
  PLAN = 400_000,
  PLUG = 500_000;
const uri = (resource, id) => `${API}/${resource}/${id}/`;
const time = (minutes) =>
  new Date(Date.UTC(2017, 0, 1) + minutes * 60000).toISOString().replace('Z', '000+00:00');
const hash = (n, salt) => {
  // a small integer mixer: same numbers on every run
  let h = Math.imul(n ^ (salt * 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
const letters = (n) => n.toString(36).toUpperCase().padStart(5, '0').slice(-5);
const text = (n, length) => {
  let s = '';
  for (let i = 0; s.length < length; i++) s += hash(n, i).toString(36) + (i % 5 ? '_' : ' ');
  return s.slice(0, length);
};

const CHIPS = ['314', '316', '318', '520', '530', '540', '550', 'P1.1.17'];
const STATUS = ['Completed', 'Completed', 'Completed', 'Error in Alignment', 'Started', 'TERMINATED'];
const PLUGINS = ['coverageAnalysis', 'variantCaller', 'sampleID', 'PGxAnalysis'];
const STATES = ['Completed', 'Completed', 'Error', 'Started'];

const chip = (i) => ({
  id: i,
  name: CHIPS[i % 8] + (i > 8 ? `v${i}` : ''),
  description: `chip ${letters(hash(i, 1))}`,
  slots: 1 + (i % 2),
  instrumentType: i % 3 ? 'S5' : 'pgm',
  isActive: i % 5 !== 0,
  ionstatsargs: 'ionstats alignment',
  analysisargs: `Analysis --args-json /opt/ion/config/args_${i}_analysis.json`,
  beadfindargs: `justBeadFind --args-json /opt/ion/config/args_${i}_beadfind.json`,
  basecallerargs: 'BaseCaller --barcode-filter 0.01 --barcode-filter-minreads 20',
  prebasecallerargs: 'BaseCaller --barcode-filter 0.01 --barcode-filter-minreads 20',
  alignmentargs: 'tmap mapall ... stage1 map4',
  calibrateargs: 'Calibration',
  thumbnailionstatsargs: '',
  thumbnailalignmentargs: '',
  thumbnailanalysisargs: '',
  thumbnailcalibrateargs: '',
  thumbnailbasecallerargs: '',
  thumbnailbeadfindargs: '',
  prethumbnailbasecallerargs: '',
  earlyDatFileDeletion: '',
  resource_uri: uri('chip', i),
});

const experiment = (i) => ({
  id: EXP + i,
  expName: `R_2017_user_S5-${i}-${letters(hash(i, 2))}`,
  displayName: `user S5-${i}`,
  chipType: CHIPS[hash(i, 3) % 8],
  platform: 'S5',
  date: time(i * 97),
  resultDate: time(i * 97 + 31),
  status: 'run',
  ftpStatus: 'Complete',
  plan: uri('plannedexperiment', PLAN + i),
  results: [uri('results', RES + 2 * i), uri('results', RES + 2 * i - 1)],
  runtype: 'GENS',
  runMode: 'single',
  storage_options: 'A',
  user_ack: 'U',
  flows: 500,
  cycles: 0,
  pgmName: `S${i % 16}`,
  expDir: `/results/S${i % 16}/R_2017_user_S5-${i}`,
  notes: text(i, 60),
  unique: `${letters(hash(i, 4))}-${letters(hash(i, 5))}-${i}`,
  chefLotNumber: '',
  chefLogPath: null,
  chefSolutionsPart: '',
  chefLastUpdate: null,
  chefChipExpiration1: '',
  chefChipExpiration2: '',
  chefStatus: '',
  chefReagentsPart: '',
  chefInstrumentName: '',
  chefReagentID: '',
  chefScriptVersion: '',
  chefManufactureDate: '',
  chefSamplePos: '',
  chefReagentsExpiration: '',
  chefSolutionsLot: '',
  chefProgress: 0,
  chefKitType: '',
  chefPackageVer: '',
  chefTipRackBarcode: '',
  chefExtraInfo_1: '',
  chefMessage: '',
  chipBarcode: `DA${letters(hash(i, 6))}`,
  seqKitBarcode: '',
  sample: `Sample ${i}`,
  sequencekitname: 'Ion S5 Sequencing Kit',
  isReverseRun: false,
  usePreBeadfind: true,
  autoAnalyze: true,
  star: i % 7 === 0,
  baselineRun: false,
  rawdatastyle: 'tiled',
  pinnedRepResult: false,
  isProton: 'False',
  diskusage: hash(i, 7) % 400000,
  reverse_primer: null,
  samples: [],
  metaData: {},
  log: { lines: text(i, 120) },
  eas_set: [
    {
      id: i,
      reference: 'hg19',
      status: 'run',
      isEditable: false,
      libraryKey: 'TCAG',
      tfKey: 'ATCG',
      libraryKitName: 'Ion Xpress Plus Fragment Library Kit',
      threePrimeAdapter: 'ATCACCGACTGCCCATAGAGAGGCTGAGAC',
      barcodeKitName: 'IonXpress',
      barcodedSamples: {},
      base_recalibration_mode: 'standard_recal',
      analysisargs: text(i + 1, 90),
      basecallerargs: text(i + 2, 90),
      alignmentargs: text(i + 3, 90),
      experiment: uri('experiment', EXP + i),
      targetRegionBedFile: '',
      hotSpotRegionBedFile: '',
      selectedPlugins: {},
      date: time(i * 97),
      isDuplicateReads: false,
      realign: false,
      custom_args: false,
      resource_uri: uri('experimentanalysissettings', i),
    },
  ],
  resource_uri: uri('experiment', EXP + i),
});

const expOf = (r) => Math.ceil(r / 2);
const resultsName = (r) => `Auto_user_S5-${expOf(r)}-${r % 2 ? 'a' : 'b'}_${letters(hash(r, 8))}`;
const status = (r) => STATUS[hash(r, 9) % STATUS.length];

const results = (r) => ({
  id: RES + r,
  resultsName: resultsName(r),
  status: status(r),
  timeStamp: time(expOf(r) * 97 + 30 + (r % 2)),
  experiment: uri('experiment', EXP + expOf(r)),
  libmetrics: [uri('libmetrics', LIB + r)],
  analysismetrics: [uri('analysismetrics', ANA + r)],
  qualitymetrics: [uri('qualitymetrics', QUA + r)],
  tfmetrics: [uri('tfmetrics', r)],
  pluginresults: PLUGINS.map((_, k) => uri('pluginresult', PLUG + 4 * r + 3 - k)),
  plan: uri('plannedexperiment', PLAN + expOf(r)),
  planShortID: letters(hash(expOf(r), 10)),
  projects: [uri('project', 1 + (r % 9))],
  eas: uri('experimentanalysissettings', expOf(r)),
  reference: 'hg19',
  runid: letters(hash(r, 11)),
  reportStatus: 'Nothing',
  processedflows: 500,
  processedCycles: 0,
  analysisVersion: 'db:5.4.7-1,an:5.4.2-1,',
  reportLink: `/output/Home/${resultsName(r)}_${r}/`,
  log: `/output/Home/${resultsName(r)}_${r}/log.html`,
  bamLink: `/output/Home/${resultsName(r)}_${r}/download_links/${resultsName(r)}.bam`,
  filesystempath: `/results/analysis/output/Home/${resultsName(r)}_${r}`,
  reportstorage: {
    id: 1,
    name: 'Home',
    default: true,
    webServerPath: '/output',
    dirPath: '/results/analysis/output',
    resource_uri: '',
  },
  representative: r % 2 === 0,
  diskusage: hash(r, 12) % 400000,
  resultsType: '',
  parentIDs: '',
  timeToComplete: '0',
  framesProcessed: 0,
  autoExempt: false,
  i18nstatus: { state: status(r), display: status(r) },
  metaData: { notes: text(r, 700), history: [text(r + 1, 200), text(r + 2, 200)] },
  resource_uri: uri('results', RES + r),
});

const libmetrics = (r) => {
  const o = {
    id: LIB + r,
    report: uri('results', RES + r),
    totalNumReads: hash(r, 13) % 100000000,
    aveKeyCounts: 60 + (hash(r, 14) % 4000) / 100,
    total_mapped_reads: String(hash(r, 15) % 90000000),
    total_mapped_target_bases: String(hash(r, 16)),
    genomesize: '3095677412',
    genome: 'hg19',
    Genome_Version: 'hg19',
    Index_Version: 'tmap-f3',
    raw_accuracy: 99 + (hash(r, 17) % 100) / 100,
    sysSNR: (hash(r, 18) % 20000) / 1000,
    cf: hash(r, 19) / 2 ** 32,
    ie: hash(r, 20) / 2 ** 32,
    dr: hash(r, 21) / 2 ** 32,
    align_sample: 0,
    duplicate_reads: null,
  };
  for (const q of ['q7', 'q10', 'q17', 'q20', 'q47'])
    Object.assign(o, {
      [`${q}_alignments`]: hash(r, q.length + 30) % 9e7,
      [`${q}_mapped_bases`]: String(hash(r, 22 + Number(q.slice(1)))),
      [`${q}_mean_alignment_length`]: 100 + (hash(r, 23 + Number(q.slice(1))) % 150),
      [`${q}_longest_alignment`]: 300 + (hash(r, 24) % 90),
    });
  for (let length = 50; length <= 600; length += 50)
    for (const q of ['Q7', 'Q10', 'Q17', 'Q20', 'Q47'])
      o[`i${length}${q}_reads`] = hash(r, length + q.length) % 90000000;
  o.notes_extra = text(r, 1500); // pads to the size of the newest server version, which has more fields
  o.resource_uri = uri('libmetrics', LIB + r);
  return o;
};

const analysismetrics = (r) => {
  const o = { id: ANA + r, report: uri('results', RES + r), loading: (hash(r, 40) % 10000) / 100 };
  [
    'libLive',
    'ignored',
    'washout_ambiguous',
    'tfLive',
    'bead',
    'tfKp',
    'washout_live',
    'libFinal',
    'lib',
    'keypass_all_beads',
    'dud',
    'pinned',
    'live',
    'excluded',
    'tf',
    'empty',
    'tfFinal',
    'amb',
    'lib_pass_basecaller',
    'lib_pass_cafie',
    'washout_dud',
    'libMix',
    'libKp',
    'adjusted_addressable',
    'total',
    'washout_test_fragment',
    'washout_library',
    'washout',
    'tfMix',
  ].forEach((f, i) => {
    o[f] = hash(r, 41 + i) % 150000000;
  });
  return Object.assign(o, {
    sysIE: hash(r, 80) / 2 ** 32,
    sysCF: hash(r, 81) / 2 ** 32,
    sysDR: hash(r, 82) / 2 ** 32,
    resource_uri: uri('analysismetrics', ANA + r),
  });
};

const qualitymetrics = (r) => {
  const o = { id: QUA + r, report: uri('results', RES + r) };
  ['q0', 'q17', 'q20'].forEach((q, i) =>
    Object.assign(o, {
      [`${q}_bases`]: String(hash(r, 90 + i)),
      [`${q}_reads`]: hash(r, 93 + i) % 94000000,
      [`${q}_50bp_reads`]: hash(r, 96 + i) % 92000000,
      [`${q}_100bp_reads`]: hash(r, 99 + i) % 82000000,
      [`${q}_150bp_reads`]: hash(r, 102 + i) % 47000000,
      [`${q}_mean_read_length`]: (hash(r, 105 + i) % 40000) / 100,
      [`${q}_median_read_length`]: 149,
      [`${q}_mode_read_length`]: 141,
      [`${q}_max_read_length`]: 361,
    }),
  );
  o.resource_uri = uri('qualitymetrics', QUA + r);
  return o;
};

const pluginresult = (p) => {
  const r = p >> 2,
    k = p & 3;
  return {
    id: PLUG + p,
    pluginName: PLUGINS[k],
    state: STATES[hash(p, 110) % 4],
    pluginVersion: `5.4.0.${k}`,
    result: uri('results', RES + r),
    resultName: resultsName(r),
    owner: uri('user', 1),
    plugin: uri('plugin', 19 + k),
    size: String(hash(p, 111) % 99999),
    inodes: '6',
    major: false,
    can_terminate: false,
    apikey: null,
    files: [],
    store: { barcoded: true, barcodes: { IonXpress_001: { reads: hash(p, 112), note: text(p, 300) } } },
    plugin_result_jobs: [
      {
        id: p,
        grid_engine_jobid: -1,
        state: 'Completed',
        starttime: time(p),
        endtime: time(p + 3),
        config: {},
        run_level: 'last',
        resource_uri: uri('PluginResultJob', p),
      },
    ],
    URL: `/output/Home/${resultsName(r)}_${r}/plugin_out/${PLUGINS[k]}_out.${p}/`,
    path: `/results/analysis/output/Home/${resultsName(r)}_${r}/plugin_out/${PLUGINS[k]}_out.${p}`,
    reportLink: `/output/Home/${resultsName(r)}_${r}/`,
    starttime: time(p),
    endtime: time(p + 3),
    resource_uri: uri('pluginresult', PLUG + p),
  };
};

const plannedexperiment = (i) => ({
  id: PLAN + i,
  planName: `Oncomine_${letters(hash(i, 120))}`,
  planDisplayedName: `Oncomine ${letters(hash(i, 120))}`,
  planShortID: letters(hash(i, 10)),
  planGUID: `${letters(hash(i, 121))}-${i}`,
  planStatus: 'run',
  planExecuted: true,
  experiment: uri('experiment', EXP + i),
  runType: 'AMPS',
  chipType: CHIPS[hash(i, 3) % 8],
  library: 'hg19',
  libraryReadLength: 200,
  flows: 500,
  date: time(i * 97 - 50),
  username: 'ionadmin',
  platform: 'S5',
  categories: 'onco_immune',
  barcodeId: 'IonCode Barcodes 1-32',
  applicationGroup: uri('applicationgroup', 1),
  sampleGroupingName: 'Self',
  sampleGrouping: uri('samplegrouptype_cv', 2),
  templatingKitName: 'Ion Chef S540 V1',
  sequencekitname: 'Ion S5 Sequencing Kit',
  librarykitname: 'Ion AmpliSeq Library Kit Plus',
  forward3primeadapter: 'ATCACCGACTGCCCATAGAGAGGCTGAGAC',
  base_recalibration_mode: 'standard_recal',
  notes: text(i, 200),
  isReusable: false,
  isSystem: false,
  isFavorite: false,
  projects: [],
  sampleSets: [],
  childPlans: [],
  metaData: {},
  chefInfo: {},
  parentPlan: null,
  reverse_primer: null,
  samplePrepKitName: null,
  adapter: null,
  usePreBeadfind: true,
  usePostBeadfind: false,
  autoAnalyze: true,
  preAnalysis: true,
  analysisargs: text(i + 5, 120),
  basecallerargs: text(i + 6, 120),
  alignmentargs: text(i + 7, 120),
  beadfindargs: text(i + 8, 120),
  thumbnailanalysisargs: '',
  thumbnailbasecallerargs: '',
  thumbnailbeadfindargs: '',
  qcValues: [1, 2, 3].map((q) => ({
    id: 3 * i + q,
    threshold: 30,
    plannedExperiment: uri('plannedexperiment', PLAN + i),
    qcType: {
      id: q,
      qcName: 'Usable Sequence (%)',
      description: '',
      minThreshold: 0,
      maxThreshold: 100,
      defaultThreshold: 30,
      resource_uri: uri('qctype', q),
    },
    resource_uri: uri('plannedexperimentqc', 3 * i + q),
  })),
  barcodedSamples: Object.fromEntries(
    Array.from({ length: 6 }, (_, k) => [
      `Sample ${i}-${k}`,
      {
        barcodes: [`IonCode_01${k}`],
        barcodeSampleInfo: {
          [`IonCode_01${k}`]: {
            description: text(i + k, 60),
            externalId: '',
            nucleotideType: 'DNA',
            reference: 'hg19',
            targetRegionBedFile: '',
            hotSpotRegionBedFile: '',
            controlType: '',
          },
        },
      },
    ]),
  ),
  selectedPlugins: Object.fromEntries(
    PLUGINS.map((name, k) => [
      name,
      { id: 19 + k, name, version: `5.4.0.${k}`, features: [], userInput: { note: text(i + k, 180) } },
    ]),
  ),
  resource_uri: uri('plannedexperiment', PLAN + i),
});

const compositeresult = (r) => {
  const l = libmetrics(r),
    a = analysismetrics(r),
    q = qualitymetrics(r);
  return {
    id: RES + r,
    resultsName: resultsName(r),
    status: status(r),
    status_display: status(r),
    timeStamp: time(expOf(r) * 97 + 30 + (r % 2)),
    processedflows: 500,
    representative: r % 2 === 0,
    reportLink: `/output/Home/${resultsName(r)}_${r}/`,
    reportStatus: 'Nothing',
    libmetrics: {
      id: l.id,
      i100Q20_reads: l.i100Q20_reads,
      aveKeyCounts: l.aveKeyCounts,
      q20_mean_alignment_length: l.q20_mean_alignment_length,
      resource_uri: '',
    },
    analysismetrics: {
      id: a.id,
      ignored: a.ignored,
      lib: a.lib,
      total_wells: a.total,
      pinned: a.pinned,
      live: a.live,
      excluded: a.excluded,
      bead: a.bead,
      empty: a.empty,
      libFinal: a.libFinal,
      resource_uri: '',
    },
    qualitymetrics: {
      id: q.id,
      q0_mean_read_length: q.q0_mean_read_length,
      q0_reads: q.q0_reads,
      q0_bases: q.q0_bases,
      q20_reads: q.q20_reads,
      q20_bases: q.q20_bases,
      q20_mean_read_length: q.q20_mean_read_length,
      resource_uri: '',
    },
    projects: [{ id: 1 + (r % 9), name: `project ${r % 9}`, modified: time(r), resource_uri: '' }],
    eas: {
      chipType: CHIPS[hash(expOf(r), 3) % 8],
      reference: 'hg19',
      references: 'hg19',
      isPQ: false,
      barcodeKitName: 'IonXpress',
      resource_uri: '',
    },
    autoExempt: false,
    isShowAllMetrics: true,
    metaData: text(r, 600),
    resource_uri: uri('compositeresult', RES + r),
  };
};
const compositeexperiment = (i) => {
  const e = experiment(i);
  return {
    id: e.id,
    expName: e.expName,
    displayName: e.displayName,
    chipType: e.chipType,
    chipDescription: e.chipType,
    chipInstrumentType: 'S5',
    date: e.date,
    resultDate: e.resultDate,
    status: e.status,
    ftpStatus: e.ftpStatus,
    flows: e.flows,
    platform: e.platform,
    pgmName: e.pgmName,
    notes: e.notes,
    star: e.star,
    storage_options: e.storage_options,
    runMode: e.runMode,
    library: 'hg19',
    references: 'hg19',
    sample: e.sample,
    sampleDisplayedName: e.sample,
    sampleSetName: '',
    barcodeId: 'IonXpress',
    barcodedSamples: text(i, 600),
    keep: false,
    applicationCategoryDisplayedName: 'DNA',
    plan: { id: PLAN + i, runType: 'AMPS', sampleTubeLabel: null, resource_uri: '' },
    repResult: uri('compositeresult', RES + 2 * i),
    results: [compositeresult(2 * i), compositeresult(2 * i - 1)],
    resource_uri: uri('compositeexperiment', e.id),
  };
};

const projectresults = (r) => {
  const {
    id,
    resultsName,
    status,
    timeStamp,
    representative,
    analysisVersion,
    autoExempt,
    diskusage,
    framesProcessed,
    log,
    metaData,
    parentIDs,
    processedCycles,
    processedflows,
    projects,
    reference,
    reportLink,
    reportStatus,
    resultsType,
    runid,
    timeToComplete,
  } = results(r);
  return {
    id,
    resultsName,
    status,
    timeStamp,
    representative,
    analysisVersion,
    autoExempt,
    diskusage,
    framesProcessed,
    log,
    metaData,
    parentIDs,
    processedCycles,
    processedflows,
    projects,
    reference,
    reportLink,
    reportStatus,
    resultsType,
    runid,
    timeToComplete,
    resource_uri: uri('projectresults', RES + r),
  };
};
const plannedexperimentdb = (i) => {
  const {
    id,
    planName,
    planDisplayedName,
    planShortID,
    planGUID,
    planStatus,
    planExecuted,
    experiment,
    runType,
    date,
    libraryReadLength,
    categories,
    applicationGroup,
    sampleGrouping,
    isReusable,
    isSystem,
    isFavorite,
    projects,
    sampleSets,
    childPlans,
    metaData,
    parentPlan,
    reverse_primer,
    samplePrepKitName,
    adapter,
    preAnalysis,
  } = plannedexperiment(i);
  return {
    id,
    planName,
    planDisplayedName,
    planShortID,
    planGUID,
    planStatus,
    planExecuted,
    experiment,
    runType,
    date,
    libraryReadLength,
    categories,
    applicationGroup,
    sampleGrouping,
    isReusable,
    isSystem,
    isFavorite,
    projects,
    sampleSets,
    childPlans,
    metaData,
    parentPlan,
    reverse_primer,
    samplePrepKitName,
    adapter,
    preAnalysis,
    resource_uri: uri('plannedexperimentdb', PLAN + i),
  };
};

const range = (from, n) => Array.from({ length: n }, (_, k) => from + k);
/** resource name -> its objects in id order, made on first use */
const makers = {
  chip: () => range(1, N.chip).map(chip),
  experiment: () => range(1, N.experiment).map(experiment),
  results: () => range(1, N.results).map(results),
  libmetrics: () => range(1, N.results).map(libmetrics),
  analysismetrics: () => range(1, N.results).map(analysismetrics),
  qualitymetrics: () => range(1, N.results).map(qualitymetrics),
  pluginresult: () => range(4, 4 * N.results).map(pluginresult),
  plannedexperiment: () => range(1, N.experiment).map(plannedexperiment),
  compositeexperiment: () => range(1, N.experiment).map(compositeexperiment),
  compositeresult: () => range(1, N.results).map(compositeresult),
  projectresults: () => range(1, N.results).map(projectresults),
  plannedexperimentdb: () => range(1, N.experiment).map(plannedexperimentdb),
};
const made = {};
export const resources = Object.keys(makers);
export const objects = (resource) => (made[resource] ??= makers[resource]());
