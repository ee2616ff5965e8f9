import { RundbError } from './error.js';
import { isObject } from './envelope.js';
import type { Answer } from './exchange.js';
import { readText } from './values.js';

/**
 * Whether a refusal may be due to a single row among those asked for: rundb prints a list as a whole or not at all.
 * A 500 of rundb's own may also be due to the request itself. docs/rundb.md, "Rows that rundb cannot print"
 */
export function mayBeRowFault({ status }: Answer, body: unknown): boolean {
  if (!isObject(body)) return false;
  if (status === 500) return 'error_message' in body;
  return status === 400 && emptyAttribute.test(readText(body['error']) ?? '');
}

const emptyAttribute = /has an empty attribute '.+' and doesn't allow a (default or )?null value/;

/** A failure that other rows, or another resource, may not share. */
export function isRowFault(error: unknown): error is RundbError {
  return error instanceof RundbError && error.mayBeOfRow;
}

/** Stands in a list for a row that rundb fails to print. */
export class LostRow {
  constructor(
    /** With rundb's resource, and what rundb answered when it was asked for this row alone. */
    readonly fault: RundbError,
  ) {}
}

/** The same failure, told in other words. */
export function retold(fault: RundbError, message: string): RundbError {
  const { kind, resource, server, status, mayBeOfRow } = fault;
  return new RundbError(kind, message, { resource, server, status, mayBeOfRow });
}
