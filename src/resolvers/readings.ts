import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { read, readAll } from '../loaders/read.js';
import type { Placed } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';

/**
 * What a field's resolver reads of its row. The look-ahead sums these up over a selection and picks the lightest
 * resource that prints them all (selection.ts).
 */
export interface Reads {
  readonly reads: readonly string[];
  /** The field shows the same row under another type: what it reads is what its own selection reads. */
  readonly isView: boolean;
  /** Rows found by this row's key alone, which need not wait for the row. */
  readonly children?: Children | undefined;
  /** What the field reads and asks for besides, by what is selected below it. */
  readonly below?: LookBelow | undefined;
}

/** Whether the selection below a field holds the field at this path. */
export type Selects = (...path: readonly [string, ...string[]]) => boolean;

export type LookBelow = (
  selects: Selects,
  args: Readonly<Record<string, unknown>>,
) => {
  /** Wire fields of the row. */
  readonly reads?: readonly string[];
  /** Rows found by its key alone. */
  readonly children?: readonly Relation[];
};

export interface Children {
  /** How they are asked for, by what is needed of them. */
  relation(needs: ReadonlySet<string>): Relation;
  /** Field of the row that may hold them already. */
  readonly embeddedAs?: string;
}

type Resolve<Row, Args, Value> = (row: Row, args: Args, context: Context, info: GraphQLResolveInfo) => Value;

/** The functions that a resolver file of rows of this kind is written in. */
export function readings<Row extends Placed>() {
  type Name = keyof Row & string;
  return {
    /** The value of a wire field whose name differs from the graph's. */
    wire: <const N extends Name>(name: N) =>
      Object.assign((row: Row) => read(row, name) as Row[N] | Promise<Row[N]>, {
        reads: [name],
        isView: false,
      }),

    /** A value computed of wire fields, which are completed first where the row lacks them. */
    from: <const N extends Name, Value, Args = unknown>(
      names: readonly N[],
      compute: Resolve<Row, Args, Value>,
    ) =>
      Object.assign(
        ((row, args, context, info) => {
          const complete = readAll(row, names);
          return complete instanceof Promise
            ? complete.then((full) => compute(full, args, context, info))
            : compute(complete, args, context, info);
        }) as Resolve<Row, Args, Value | Promise<Awaited<Value>>>,
        { reads: names, isView: false },
      ),

    /**
     * A value that needs no more of the row than its key; `prefers` names wire fields that spare a request when the
     * row happens to have them, `children` what can be asked for before the row is there.
     */
    byKey: <Value, Args = unknown>(
      resolve: Resolve<Row, Args, Value>,
      prefers: readonly Name[] = [],
      children?: Children,
    ) => Object.assign(resolve, { reads: prefers, isView: false, children }),

    /** The same for a value made of several rows: what it reads depends on what is selected below it. */
    looking: <Value, Args = unknown>(below: LookBelow, resolve: Resolve<Row, Args, Value>) =>
      Object.assign(resolve, { reads: [] as readonly string[], isView: false, below }),

    /** The same row, shown as an object of its own. */
    view: () => Object.assign((row: Row) => row, { reads: [] as readonly string[], isView: true }),
  };
}
