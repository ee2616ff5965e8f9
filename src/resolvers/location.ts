import { type LocationRow, origin } from '../loaders/rows.js';
import { keyOf } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { wire, from } = readings<LocationRow>();

export const Location: CompleteResolvers<'Location'> = {
  ...nodeFields,
  isDefault: wire('defaultlocation'),
  rigs: from(['id'], async (row) => {
    const rigs = await row[origin].scope.all('Rig');
    return rigs.filter(({ location }) => keyOf(location) === keyOf(row));
  }),
};
