import { Refusal } from '../api.js';
import type { Writer } from './writing.js';

/** Writes rows as Tastypie does for resources that leave it alone. */
export const writeRows: Writer = () => {
  throw new Refusal(501, null);
};
