import type { Parameters, Resource, Row, WriteAnswer, WriteRequest } from '../api.js';
import type { Database } from '../database/database.js';
import { modelNamed, type Model } from '../database/model.js';
import { cutWindow, describeWindow, readWindow } from '../query/page.js';
import { select, type Selected } from '../query/select.js';
import type { OrderTerm } from '../query/selection.js';
import { parseInteger } from '../values/numbers.js';
import { badKey, crash, missingRow } from '../values/refusals.js';
import type { FieldDeclaration, Reading, ResourceDeclaration } from './declaration.js';
import { collectFields } from './collect-fields.js';
import { uriOf, uriOfList } from './fields.js';
import { findOrderTerm, readFilters, readOrderTerm, type AskedOrder, type Filterable } from './filtering.js';
import type { KeptAnswers } from './kept-answers.js';
import { printRows } from './print-rows.js';
import { printSchema, type Schema } from './schemas.js';
import { ConstraintError } from '../writing/constraint-error.js';
import type { Random } from '../writing/random.js';
import type { Store } from '../writing/store.js';
import { writeRows } from '../writing/write-rows.js';
import type { Writing } from '../writing/writing.js';

const CAP = 1000;

/** What a resource needs of the lab around it. */
export interface Surroundings {
  readonly database: Database;
  readonly store: Store;
  readonly random: Random;
  readonly now: () => Date;
  readonly find: (name: string) => TableResource;
  readonly knows: (name: string) => boolean;
  readonly kept: KeptAnswers;
}

/** A resource that prints rows of one table. */
export class TableResource implements Resource, Filterable, Writing {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldDeclaration>;
  readonly model: Model;

  constructor(
    readonly declaration: ResourceDeclaration,
    readonly described: Schema,
    readonly around: Surroundings,
  ) {
    this.name = declaration.name;
    this.model = modelNamed(around.database.models, declaration.model);
    this.fields = collectFields(declaration, this.model, described);
  }

  get listMethods(): readonly string[] {
    return this.described.listMethods;
  }

  get detailMethods(): readonly string[] {
    return this.described.detailMethods;
  }

  list(parameters: Parameters, path: string): object {
    return this.listWhere(parameters, path);
  }

  detail(key: string, parameters: Parameters): object {
    const page = this.declaration.pages?.[key];
    if (page !== undefined) return page();
    const row = this.find(key);
    if (row === undefined) throw missingRow();
    return this.print(row, this.reading(parameters, 'detail', [row]));
  }

  set(keys: readonly string[], parameters: Parameters): object {
    const found = keys.map((key) => ({ key, row: this.find(key) }));
    const rows = found.map(({ row }) => row).filter(isGiven);
    const reading = this.reading(parameters, 'list', rows);
    const objects = printRows(this, rows, reading);
    const missing = found.flatMap(({ key, row }) => (row === undefined ? [key] : []));
    return missing.length === 0 ? { objects } : { objects, not_found: missing };
  }

  schema(): object {
    return printSchema(this.described);
  }

  sub(key: string, name: string, parameters: Parameters): object | undefined {
    const { sub } = this.declaration;
    if (sub === undefined) return undefined;
    const row = this.find(key);
    if (row === undefined) throw badKey();
    return sub(name, row, this.reading(parameters, 'detail', [row]));
  }

  write(request: WriteRequest): WriteAnswer {
    try {
      return (this.declaration.writer ?? writeRows)(request, this);
    } catch (error) {
      throw error instanceof ConstraintError ? crash() : error;
    }
  }

  /** One row as a request for it alone prints it. */
  printAlone(row: Row): Record<string, unknown> {
    return this.print(row, this.reading([], 'detail', [row]));
  }

  /** The rows that a list would count. */
  matching(parameters: Parameters): readonly Row[] {
    return this.select(parameters)().rows;
  }

  /** Prints one row as it stands in an answer of this resource. */
  print(row: Row, reading: Reading): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (const [name, field] of this.fields) object[name] = field.read(row, reading);
    this.declaration.complete?.(object, row, reading);
    return object;
  }

  private listWhere(parameters: Parameters, path: string, holds?: (row: Row) => boolean): object {
    const selected = this.select(parameters, holds);
    const { prefix, cap } = this.declaration;
    const window = readWindow(parameters, this.described.limit, cap === null ? null : CAP);
    const { count, rows } = selected();
    const link = prefix === undefined ? path : `${prefix}/${this.name}/`;
    const shown = cutWindow(rows, window);
    const reading = this.reading(parameters, 'list', shown);
    return {
      meta: describeWindow(window, count, parameters, link),
      objects: printRows(this, shown, reading),
    };
  }

  /** Reads the filters at once; asks the database when called, which is after the paging has been read. */
  private select(parameters: Parameters, holds?: (row: Row) => boolean): () => Selected {
    const { kept, now } = this.around;
    const question = holds === undefined ? questionOf(this.name, parameters) : undefined;
    const known = question === undefined ? undefined : kept.selection(question);
    if (known !== undefined) return () => known;
    let isTimeless = true;
    const askTime = (): Date => {
      isTimeless = false;
      return now();
    };
    const ask = this.prepareSelect(parameters, askTime, holds);
    return () => {
      const selected = ask();
      if (question !== undefined && isTimeless) kept.keepSelection(question, selected);
      return selected;
    };
  }

  private prepareSelect(
    parameters: Parameters,
    now: () => Date,
    holds?: (row: Row) => boolean,
  ): () => Selected {
    const { database, find } = this.around;
    const { narrow, base, listed, distinct } = this.declaration;
    const narrowing = narrow?.(parameters, database, now) ?? {};
    const consumed = new Set(narrowing.consumed);
    const plain = parameters.filter(([name]) => !consumed.has(name));
    const conditions = readFilters(database.models, this, plain, find);
    const order = this.readOrder(parameters);
    const keeps = [base, narrowing.listsAll === true ? undefined : listed, holds].filter(isGiven);
    return () =>
      select(database, {
        table: this.model.name,
        groups: [conditions, ...(narrowing.groups ?? [])],
        where: [...keeps.map((keep) => (row: Row) => keep(row, database)), ...(narrowing.where ?? [])],
        order: order(),
        distinct: distinct === true,
        oneOfEach: narrowing.oneOfEach,
      });
  }

  /** Bad fields are refused at once; names that the database lacks only fail when it is asked. */
  private readOrder(parameters: Parameters): () => readonly OrderTerm[] {
    const named = ['order_by', 'sort_by'].find((name) => parameters.some(([asked]) => asked === name));
    const asked = parameters.filter(([name]) => name === named).map(([, term]) => readOrderTerm(this, term));
    const terms = named === undefined ? (this.declaration.order ?? []).map(modelTerm) : asked;
    return () => terms.map((term) => findOrderTerm(this.around.database.models, this.model.name, term));
  }

  /** The row of a key of the path. Refuses keys of a wrong type. */
  find(key: string): Row | undefined {
    const { database } = this.around;
    const row = database.table(this.model.name).find(this.keyColumn, this.keyValue(key))[0];
    return row !== undefined && this.declaration.base?.(row, database) === false ? undefined : row;
  }

  keyValue(key: string): unknown {
    const value = this.model.columns.get(this.keyColumn) === 'text' ? key : parseInteger(key);
    if (value === undefined) throw badKey();
    return value;
  }

  uriOf(row: Row): string {
    return uriOf(this.name, row[this.keyColumn], this.declaration.prefix);
  }

  private get keyColumn(): string {
    return this.declaration.keyedBy ?? this.model.key;
  }

  private reading(parameters: Parameters, view: Reading['view'], together: readonly Row[]): Reading {
    const { database, now, find } = this.around;
    const reading: Reading = {
      database,
      now,
      parameters,
      view,
      together,
      list: (resource, holds) => find(resource).listWhere(parameters, uriOfList(resource), holds),
      embed: (resource, row) => find(resource).print(row, reading),
    };
    return reading;
  }
}

/** What is asked of the database: everything but the page. */
function questionOf(resource: string, parameters: Parameters): string {
  const asked = parameters.filter(([name]) => name !== 'limit' && name !== 'offset');
  return `${resource} ${JSON.stringify(asked)}`;
}

/** A term of a declaration: names of the model, with a minus when falling. */
function modelTerm(term: string): AskedOrder {
  const falling = term.startsWith('-');
  return { names: (falling ? term.slice(1) : term).split('__'), falling };
}

function isGiven<T>(value: T | undefined): value is T {
  return value !== undefined;
}
