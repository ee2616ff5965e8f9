import type { Parameters, Row, WriteAnswer, WriteRequest } from '../api.js';
import type { Model } from '../database/model.js';
import type { FieldDeclaration } from '../resources/declaration.js';
import type { Schema } from '../resources/schemas.js';
import type { Random } from './random.js';
import type { Store } from './store.js';

/** What the writing of a resource's rows needs of the resource and of the lab around it. */
export interface Writing {
  readonly name: string;
  readonly model: Model;
  readonly described: Schema;
  readonly fields: ReadonlyMap<string, FieldDeclaration>;
  readonly around: {
    readonly store: Store;
    readonly random: Random;
    readonly now: () => Date;
    /** Another resource. Throws when there is none of that name. */
    readonly find: (name: string) => Writing;
    /** Whether an address may name this resource. */
    readonly knows: (name: string) => boolean;
  };
  /** The row of a key of the path, undefined when there is none. Refuses keys of a wrong type. */
  find(key: string): Row | undefined;
  /** What the column of a row's key holds for a key of the path. */
  keyValue(key: string): unknown;
  /** The address of a row, without scheme and host. */
  uriOf(row: Row): string;
  /** The rows that a list with these parameters would count. Throws a Refusal where the list would be refused. */
  matching(parameters: Parameters): readonly Row[];
  /** One row as a request for it alone prints it. */
  printAlone(row: Row): Record<string, unknown>;
}

/** Does what a request to a resource asks. Throws a Refusal where rundb refuses. */
export type Writer = (request: WriteRequest, writing: Writing) => WriteAnswer;
