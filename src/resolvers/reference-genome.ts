import type { ReferenceGenomeRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { wire } = readings<ReferenceGenomeRow>();

export const ReferenceGenome: CompleteResolvers<'ReferenceGenome'> = {
  ...nodeFields,
  isEnabled: wire('enabled'),
};
