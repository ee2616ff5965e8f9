import type { ResourceDeclaration } from './declaration.js';
import { embedMany, embedOne, toMany, toOne } from './fields.js';

/** What a plan may be for: run types, their groups, products and sample groupings. */
export const APPLICATION_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'runtype',
    model: 'runtype',
    fields: { applicationGroups: toMany('runtype', 'applicationGroups', 'applicationgroup') },
  },
  {
    name: 'applicationgroup',
    model: 'applicationgroup',
    fields: { applications: embedMany('applicationgroup', 'applications', 'runtype') },
  },
  {
    name: 'applproduct',
    model: 'applproduct',
    fields: {
      appl: embedOne('applproduct', 'applType', 'runtype'),
      applicationGroup: embedOne('applproduct', 'applicationGroup', 'applicationgroup'),
      defaultControlSeqKit: toOne('defaultControlSeqKit', 'kitinfo'),
      defaultIonChefPrepKit: toOne('defaultIonChefPrepKit', 'kitinfo'),
      defaultIonChefSequencingKit: toOne('defaultIonChefSequencingKit', 'kitinfo'),
      defaultLibKit: embedOne('applproduct', 'defaultLibraryKit', 'kitinfo'),
      defaultSamplePrepKit: toOne('defaultSamplePrepKit', 'kitinfo'),
      defaultSeqKit: embedOne('applproduct', 'defaultSequencingKit', 'kitinfo'),
      defaultTemplateKit: toOne('defaultTemplateKit', 'kitinfo'),
    },
  },
  {
    name: 'samplegrouptype_cv',
    model: 'samplegrouptype_cv',
    fields: {
      sampleAnnotation_set: toMany('samplegrouptype_cv', 'sampleAnnotation_set', 'sampleannotation_cv'),
      sampleSets: toMany('samplegrouptype_cv', 'sampleSets', 'sampleset'),
    },
  },
  {
    name: 'sampleannotation_cv',
    model: 'sampleannotation_cv',
    fields: { sampleGroupType_CV: toOne('sampleGroupType_CV', 'samplegrouptype_cv') },
  },
];
