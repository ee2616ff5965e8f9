import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Relation } from '../database/model.js';
import type { ValuePath } from './paths.js';
import type { Condition } from './selection.js';

interface Node {
  readonly relation: Relation | undefined;
  readonly tests: { readonly column: string; readonly test: (stored: unknown) => boolean }[];
  readonly keys: { readonly column: string; readonly place: number }[];
  readonly children: Node[];
}

const ONCE: readonly unknown[][] = [[]];

/** The joins that conditions and order terms need, each relation joined once (left outer). */
export class JoinTree {
  private readonly root: Node = { relation: undefined, tests: [], keys: [], children: [] };

  constructor(
    private readonly database: Database,
    conditions: readonly Condition[],
    order: readonly ValuePath[] = [],
  ) {
    for (const { path, lookup } of conditions) {
      this.nodeFor(path.relations).tests.push({ column: path.column, test: lookup.test });
    }
    for (const [place, path] of order.entries()) {
      this.nodeFor(path.relations).keys.push({ column: path.column, place });
    }
  }

  get isEmpty(): boolean {
    return this.root.tests.length === 0 && this.root.children.length === 0;
  }

  /** How many combinations of related rows pass. */
  count(row: Row): number {
    return this.countAt(this.root, row);
  }

  /** The order values of each combination of related rows that passes. */
  combinations(row: Row): readonly unknown[][] {
    return this.combineAt(this.root, row);
  }

  private nodeFor(relations: readonly Relation[]): Node {
    let node = this.root;
    for (const relation of relations) {
      let child = node.children.find((candidate) => candidate.relation === relation);
      if (child === undefined) {
        child = { relation, tests: [], keys: [], children: [] };
        node.children.push(child);
      }
      node = child;
    }
    return node;
  }

  private countAt(node: Node, row: Row | undefined): number {
    if (!passes(node, row)) return 0;
    let product = 1;
    for (const child of node.children) {
      let sum = 0;
      for (const next of this.step(child, row)) sum += this.countAt(child, next);
      product *= sum;
      if (product === 0) return 0;
    }
    return product;
  }

  private combineAt(node: Node, row: Row | undefined): readonly unknown[][] {
    if (!passes(node, row)) return [];
    let combinations: readonly unknown[][] = ONCE;
    if (node.keys.length > 0) {
      const own: unknown[] = [];
      for (const { column, place } of node.keys) own[place] = row?.[column] ?? null;
      combinations = [own];
    }
    for (const child of node.children) {
      const found = this.step(child, row).flatMap((next) => this.combineAt(child, next));
      combinations = combinations.flatMap((keys) => found.map((more) => merge(keys, more)));
    }
    return combinations;
  }

  /** The rows that a relation leads to; one row of nulls when there are none. */
  private step(child: Node, row: Row | undefined): readonly (Row | undefined)[] {
    if (row === undefined || child.relation === undefined) return NOTHING;
    const rows = this.database.related(row, child.relation);
    return rows.length === 0 ? NOTHING : rows;
  }
}

const NOTHING: readonly undefined[] = [undefined];

function passes(node: Node, row: Row | undefined): boolean {
  for (const { column, test } of node.tests) if (!test(row?.[column])) return false;
  return true;
}

function merge(keys: readonly unknown[], more: readonly unknown[]): unknown[] {
  const merged = [...keys];
  for (const place of more.keys()) if (place in more) merged[place] = more[place];
  return merged;
}

/** Each row as often as combinations of its related rows pass. */
export function multiply(
  rows: readonly Row[],
  trees: readonly JoinTree[],
  distinct: boolean,
): readonly Row[] {
  if (trees.every((tree) => tree.isEmpty)) return rows;
  const found: Row[] = [];
  for (const row of rows) {
    const times = trees.reduce((product, tree) => (product === 0 ? 0 : product * tree.count(row)), 1);
    for (let time = 0; time < (distinct ? Math.min(times, 1) : times); time++) found.push(row);
  }
  return found;
}
