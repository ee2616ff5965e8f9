import { Refusal } from '../api.js';
import { dateFor } from '../values/dates.js';
import { badRequest } from '../values/refusals.js';
import { pythonText } from './python-text.js';

/** A moment of a body in its stored form. Refuses what cannot be one with 400. */
export function readMoment(field: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw badRequest(`Datetime provided to '${field}' field must be a string: ${pythonText(value)}`);
  }
  try {
    return dateFor(value.trim());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw badRequest(`Datetime provided to '${field}' field doesn't appear to be valid: ${value}`);
  }
}
