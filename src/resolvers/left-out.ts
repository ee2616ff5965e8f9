import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { Context } from '../context.js';
import type { LeftOut } from '../loaders/left-out.js';
import type { ServerScope } from '../loaders/scope.js';
import { RundbError } from '../rundb/error.js';
import { LostRow, retold } from '../rundb/row-fault.js';

export const isLost = (row: object): row is LostRow => row instanceof LostRow;
export const isKept = <Row extends object>(row: Row | LostRow): row is Row => !isLost(row);

/**
 * The rows of a list that rundb could print. Those that it could not are told among the answer's errors, under the
 * list's path: a field that has a value cannot throw as well. `before` rows of the list lie in front of these.
 */
export function withoutLost<Row extends object>(
  rows: readonly (Row | LostRow)[],
  scope: ServerScope,
  info: GraphQLResolveInfo,
  before?: number,
): Row[] {
  // Nearly always all of them are there.
  if (rows.every(isKept<Row>)) return [...rows];
  rows.forEach((row, index) => {
    if (isLost(row)) report(row, scope, info, before === undefined ? undefined : before + index + 1);
  });
  return rows.filter(isKept);
}

/** @throws RundbError where one of the rows is lost */
export function withoutAnyLost<Row extends object>(rows: readonly (Row | LostRow)[]): Row[] {
  const lost = rows.find(isLost);
  if (lost) throw lost.fault;
  return rows.filter(isKept);
}

/** Tells of rows that a list had to be found by, and that rundb fails to print: it may lack its own for want of them. */
export function reportSearched(lost: readonly LostRow[], scope: ServerScope, info: GraphQLResolveInfo): void {
  for (const { fault } of lost)
    tell(fault, `Rows may be missing from this list: ${fault.message}`, scope, info);
}

function report(
  { fault }: LostRow,
  scope: ServerScope,
  info: GraphQLResolveInfo,
  place: number | undefined,
): void {
  const row = place === undefined ? 'A row' : `Row ${place}`;
  tell(fault, `${row} of this list is left out: ${fault.message}`, scope, info);
}

function tell(fault: RundbError, message: string, { leftOut }: ServerScope, info: GraphQLResolveInfo): void {
  const path = responsePathAsArray(info.path);
  leftOut.push({ path, locations: locationsOf(info), fault: retold(fault, message) });
}

/** A member of a list whose members may be null; where a server fails to give it, it is null, and the others stay. */
export async function orNull<Row>(
  row: Promise<Row>,
  index: number,
  { leftOut }: Context,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  try {
    return await row;
  } catch (error) {
    if (!(error instanceof RundbError)) throw error;
    const path = [...responsePathAsArray(info.path), index];
    leftOut.push({ path, locations: locationsOf(info), fault: error });
    return null;
  }
}

function locationsOf({ fieldNodes }: GraphQLResolveInfo): LeftOut['locations'] {
  return new GraphQLError('', { nodes: fieldNodes }).locations ?? [];
}
