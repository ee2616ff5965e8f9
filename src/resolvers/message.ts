import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';

export const Message: CompleteResolvers<'Message'> = { ...nodeFields };
