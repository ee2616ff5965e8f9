import type { ModelDeclaration } from '../database/model.js';
import { PIPELINE_ARGS } from './pipeline-args.js';

/** Chips, kits, barcodes and the other supplies that the software ships with. */
export const KIT_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'chip',
    integer: 'id slots',
    boolean: 'isActive',
    text: 'name description earlyDatFileDeletion instrumentType',
  },
  {
    name: 'kitinfo',
    integer:
      'id cartridgeBetweenUsageAbsoluteMaxDayLimit cartridgeExpirationDayLimit defaultCartridgeUsageCount ' +
      'flowCount libraryReadLength',
    boolean: 'isActive',
    text:
      'name applicationType categories chipTypes description instrumentType kitType nucleotideType runMode ' +
      'samplePrep_instrumentType uid',
    one: { defaultFlowOrder: 'floworder.kitinfo' },
    unique: [['name'], ['uid']],
  },
  { name: 'kitpart', integer: 'id', text: 'barcode', one: { kit: 'kitinfo.kitpart' }, unique: [['barcode']] },
  {
    name: 'dnabarcode',
    integer: 'id index length score_mode',
    float: 'score_cutoff',
    boolean: 'active is_end_barcode system',
    text: 'name adapter annotation end_adapter end_sequence id_str sequence type',
  },
  {
    name: 'floworder',
    integer: 'id',
    boolean: 'isActive isDefault isSystem',
    text: 'name description flowOrder',
    unique: [['name']],
  },
  {
    name: 'librarykey',
    integer: 'id',
    boolean: 'isDefault',
    text: 'name description direction runMode sequence',
    unique: [['name']],
  },
  {
    name: 'threeprimeadapter',
    integer: 'id',
    boolean: 'isActive isDefault',
    text: 'name chemistryType description direction runMode sequence uid',
    unique: [['name'], ['uid']],
  },
  {
    name: 'analysisargs',
    integer: 'id',
    boolean: 'active chip_default isSystem',
    datetime: 'creationDate lastModifiedDate',
    text:
      'name applCategory chipType description libraryKitName samplePrepKitName sequenceKitName ' +
      `templateKitName ${PIPELINE_ARGS.join(' ')}`,
    one: {
      applGroup: 'applicationgroup.applGroup_analysisArgs',
      applType: 'runtype.applType_analysisArgs',
      creator: 'user.created_analysisArgs',
      lastModifiedUser: 'user.lastModified_analysisArgs',
    },
    unique: [['name'], ['description']],
    touched: 'lastModifiedDate',
  },
  {
    name: 'common_cv',
    integer: 'id',
    boolean: 'isActive isDefault isVisible',
    text:
      'categories cv_type description displayedValue samplePrep_instrumentType sequencing_instrumentType uid ' +
      'value',
    unique: [['displayedValue'], ['uid']],
  },
  { name: 'template', integer: 'id', boolean: 'isofficial', text: 'name comments key sequence' },
  { name: 'chefpcrplateconfig', integer: 'id', json: 'confg', one: { kit: 'kitinfo.chefpcrplateconfig' } },
];
