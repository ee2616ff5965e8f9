import type { ModelDeclaration } from '../database/model.js';

/** Plans and what they choose from: applications, products and sample groupings. */
export const PLAN_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'plannedexperiment',
    integer: 'id cycles libraryReadLength',
    boolean:
      'isCustom_kitSettings isFavorite isPlanGroup isReusable isReverseRun isSystem isSystemDefault ' +
      'planExecuted preAnalysis usePostBeadfind usePreBeadfind',
    datetime: 'date planExecutedDate',
    json: 'metaData',
    text:
      'adapter autoName categories controlSequencekitname expName irworkflow libkit libraryPool origin ' +
      'pairedEndLibraryAdapterName planDisplayedName planGUID planName planPGM planShortID planStatus ' +
      'reverse_primer runMode runType runname samplePrepKitName samplePrepProtocol sampleTubeLabel ' +
      'seqKitBarcode storageHost storage_options templatingKitBarcode templatingKitName username',
    one: {
      applicationGroup: 'applicationgroup.plannedexperiment',
      latestEAS: 'experimentanalysissettings',
      parentPlan: 'plannedexperiment.childPlan_set',
      sampleGrouping: 'samplegrouptype_cv.plannedexperiment',
    },
    links: { projects: 'project.plans', sampleSets: 'sampleset.plans' },
    lengths: { planGUID: 60 },
    defaults: { parentPlan: null },
    unique: [['planGUID'], ['latestEAS']],
    emptied: 'latestEAS',
    touched: 'date',
  },
  {
    name: 'plannedexperimentqc',
    integer: 'id threshold',
    one: { plannedExperiment: 'plannedexperiment.plannedexperimentqc', qcType: 'qctype.plannedexperimentqc' },
  },
  {
    name: 'qctype',
    integer: 'id defaultThreshold maxThreshold minThreshold',
    text: 'description qcName',
    unique: [['qcName']],
  },
  {
    name: 'applicationgroup',
    integer: 'id',
    boolean: 'isActive',
    text: 'name description uid',
    unique: [['uid']],
  },
  {
    name: 'runtype',
    integer: 'id',
    boolean: 'isActive',
    json: 'meta',
    text: 'alternate_name barcode description nucleotideType runType',
    links: { applicationGroups: 'applicationgroup.applications' },
    unique: [['runType']],
  },
  {
    name: 'applproduct',
    integer: 'id defaultFlowCount',
    boolean:
      'isActive isBarcodeKitSelectionRequired isControlSeqTypeBySampleSupported isDefault isDefaultBarcoded ' +
      'isDefaultForInstrumentType isDualBarcodingBySampleSupported isDualNucleotideTypeBySampleSupported ' +
      'isHotSpotBEDFileBySampleSupported isHotspotRegionBEDFileSuppported isReferenceBySampleSupported ' +
      'isReferenceSelectionSupported isSamplePrepKitSupported isTargetRegionBEDFileBySampleSupported ' +
      'isTargetRegionBEDFileSelectionRequiredForRefSelection isTargetRegionBEDFileSupported ' +
      'isTargetTechniqueSelectionSupported isVisible',
    text:
      'barcodeKitSelectableType categories defaultBarcodeKitName defaultChipType defaultGenomeRefName ' +
      'defaultHotSpotRegionBedFileName defaultTargetRegionBedFileName description dualBarcodingRule ' +
      'instrumentType productCode productName',
    one: {
      applType: 'runtype.applproduct',
      applicationGroup: 'applicationgroup.applproduct',
      defaultControlSeqKit: 'kitinfo.controlSeqKit_applProduct_set',
      defaultIonChefPrepKit: 'kitinfo.ionChefPrepKit_applProduct_set',
      defaultIonChefSequencingKit: 'kitinfo.ionChefSeqKit_applProduct_set',
      defaultLibraryKit: 'kitinfo.libKit_applProduct_set',
      defaultSamplePrepKit: 'kitinfo.samplePrepKit_applProduct_set',
      defaultSequencingKit: 'kitinfo.seqKit_applProduct_set',
      defaultTemplateKit: 'kitinfo.templateKit_applProduct_set',
    },
    unique: [['productCode']],
  },
  {
    name: 'samplegrouptype_cv',
    integer: 'id',
    boolean: 'isActive isIRCompatible',
    text: 'description displayedName iRAnnotationType iRValue uid',
    unique: [['displayedName'], ['uid']],
  },
];
