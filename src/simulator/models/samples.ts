import type { ModelDeclaration } from '../database/model.js';

/** Samples and sample sets. */
export const SAMPLE_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'sample',
    integer: 'id',
    datetime: 'date',
    text: 'name description displayedName externalId status',
    unique: [['name', 'externalId']],
    lengths: { name: 127, displayedName: 127 },
  },
  {
    name: 'sampleset',
    integer: 'id',
    datetime: 'creationDate lastModifiedDate',
    text:
      'additionalCycles categories combinedLibraryTubeLabel description displayedName libraryPrepInstrument ' +
      'libraryPrepKitName libraryPrepPlateType libraryPrepProtocol libraryPrepType pcrPlateSerialNum status',
    one: {
      SampleGroupType_CV: 'samplegrouptype_cv.sampleSets',
      libraryPrepInstrumentData: 'sampleprepdata.libraryPrepInstrumentData',
    },
    unique: [['displayedName']],
    touched: 'lastModifiedDate',
    lengths: { displayedName: 127 },
  },
  {
    name: 'samplesetitem',
    integer: 'id biopsyDays cellularityPct relationshipGroup',
    datetime: 'creationDate lastModifiedDate',
    date: 'sampleCollectionDate sampleReceiptDate',
    text:
      'assayGroup cancerType cellNum controlType coupleId description embryoId gender mouseStrains ' +
      'nucleotideType panelPoolType pcrPlateColumn pcrPlateRow population relationshipRole sampleSource ' +
      'tubePosition',
    one: {
      dnabarcode: 'dnabarcode.startBarcode',
      sample: 'sample.sampleSets',
      sampleSet: 'sampleset.samples',
    },
    touched: 'lastModifiedDate',
  },
  {
    name: 'sampleprepdata',
    integer: 'id',
    datetime: 'endTime lastUpdate startTime',
    text: 'instrumentName',
  },
  {
    name: 'sampleannotation_cv',
    integer: 'id',
    boolean: 'isActive isIRCompatible',
    text: 'annotationType iRAnnotationType iRValue uid value',
    one: { sampleGroupType_CV: 'samplegrouptype_cv.sampleAnnotation_set' },
    unique: [['uid']],
  },
  {
    name: 'sampleattribute',
    integer: 'id',
    boolean: 'isActive isMandatory',
    text: 'description displayedName',
  },
  { name: 'sampleattributedatatype', integer: 'id', boolean: 'isActive', text: 'dataType description' },
];
