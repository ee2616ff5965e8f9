import type { ResourceDeclaration } from './declaration.js';
import { toMany } from './fields.js';

export const SAMPLE_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'sample',
    model: 'sample',
    fields: {
      experiments: toMany('sample', 'experiments', 'experiment'),
      sampleSets: toMany('sample', 'sampleSets', 'samplesetitem'),
    },
  },
];
