import { embedded, flag, instant, integer, many, one, resource, text } from '../resource.js';

const sampleprepdata = resource('sampleprepdata', {
  id: integer(''),
  instrumentName: text(''),
  startTime: instant(''),
  endTime: instant(''),
  lastUpdate: instant(''),
});

/** Sets of samples. docs/rundb.md, "Other resources" */
export const sampleset = resource('sampleset', {
  id: integer('FO!'),
  displayedName: text('FO!'),
  description: text('FO'),
  status: text('FO'),
  readyForPlanning: flag(''),
  sampleCount: integer(''),
  sampleGroupTypeName: text(''),
  creationDate: instant('FO'),
  lastModifiedDate: instant('FO'),
  categories: text('FO'),
  libraryPrepType: text('FO'),
  libraryPrepTypeDisplayedName: text(''),
  libraryPrepKitName: text('FO'),
  libraryPrepKitDisplayedName: text(''),
  libraryPrepProtocol: text('FO'),
  libraryPrepProtocolName: text(''),
  libraryPrepInstrument: text('FO'),
  libraryPrepPlateType: text('FO'),
  additionalCycles: text('FO'),
  pcrPlateSerialNum: text('FO'),
  combinedLibraryTubeLabel: text('FO'),
  samples: many('samplesetitem', 'RO'),
  SampleGroupType_CV: one('samplegrouptype_cv', 'RO'),
  libraryPrepInstrumentData: embedded(sampleprepdata, 'RO'),
});
