import type { UserRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { wire } = readings<UserRow>();

export const User: CompleteResolvers<'User'> = { ...nodeFields, name: wire('username') };
