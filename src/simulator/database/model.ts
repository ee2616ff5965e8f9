/** How a column is stored in PostgreSQL; decides comparisons, the errors of bad values and how it is printed. */
export type ColumnType = 'integer' | 'bigint' | 'float' | 'text' | 'boolean' | 'datetime' | 'date' | 'json';

/** What a model says about itself: column names by type, separated by blanks, and its relations. */
export interface ModelDeclaration {
  readonly name: string;
  /** Primary key, `id` unless said otherwise. */
  readonly key?: string;
  readonly integer?: string;
  readonly bigint?: string;
  readonly float?: string;
  readonly text?: string;
  readonly boolean?: string;
  readonly datetime?: string;
  readonly date?: string;
  readonly json?: string;
  /** Foreign keys: column name to `model` or `model.nameOfTheWayBack`. */
  readonly one?: Readonly<Record<string, string>>;
  /** Many-to-many: relation name to `model.nameOfTheWayBack`, kept in the table `<name>_<relation>`. */
  readonly links?: Readonly<Record<string, string>>;
  /** Columns, or sets of columns, that no two rows share; null is shared by any number. */
  readonly unique?: readonly (readonly string[])[];
  /** Defaults that the resource of the same name does not tell; a column named here may hold null. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Columns that hold the moment of the row's last change. */
  readonly touched?: string;
  /** Foreign keys that are emptied when their row goes; with all others the pointing row goes, too. */
  readonly emptied?: string;
  /** The most characters that text columns hold, where that is known. */
  readonly lengths?: Readonly<Record<string, number>>;
}

/** One step from a row to rows of another table. */
export type Relation = { readonly name: string; readonly source: string; readonly target: string } & (
  | { readonly kind: 'forward'; readonly column: string }
  | { readonly kind: 'reverse'; readonly column: string }
  | { readonly kind: 'link'; readonly table: string; readonly from: string; readonly to: string }
);

export interface Model {
  readonly name: string;
  readonly key: string;
  readonly columns: ReadonlyMap<string, ColumnType>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly unique: readonly (readonly string[])[];
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly touched: readonly string[];
  readonly emptied: ReadonlySet<string>;
  readonly lengths: ReadonlyMap<string, number>;
}

export type Models = ReadonlyMap<string, Model>;

interface OpenModel extends Model {
  readonly columns: Map<string, ColumnType>;
  readonly relations: Map<string, Relation>;
}

const TYPES = ['integer', 'bigint', 'float', 'text', 'boolean', 'datetime', 'date', 'json'] as const;

/** Builds the models of all declarations, with the relations seen from both ends and the tables of links. */
export function defineModels(declarations: readonly ModelDeclaration[]): Models {
  const models = new Map(declarations.map((declaration) => [declaration.name, openModel(declaration)]));
  for (const declaration of declarations) {
    for (const [column, target] of Object.entries(declaration.one ?? {})) {
      addForeignKey(models, declaration.name, column, target);
    }
    for (const [name, target] of Object.entries(declaration.links ?? {})) {
      addLink(models, declaration.name, name, target);
    }
  }
  return models;
}

function openModel(declaration: ModelDeclaration): OpenModel {
  const columns = new Map<string, ColumnType>();
  for (const type of TYPES) {
    for (const column of declaration[type]?.split(' ') ?? []) columns.set(column, type);
  }
  return {
    name: declaration.name,
    key: declaration.key ?? 'id',
    columns,
    relations: new Map(),
    ...rulesOf(declaration),
  };
}

type WritingRules = Pick<Model, 'unique' | 'defaults' | 'touched' | 'emptied' | 'lengths'>;

function rulesOf({ unique, defaults, touched, emptied, lengths }: Partial<ModelDeclaration>): WritingRules {
  return {
    unique: unique ?? [],
    defaults: defaults ?? {},
    touched: touched?.split(' ') ?? [],
    emptied: new Set(emptied?.split(' ')),
    lengths: new Map(Object.entries(lengths ?? {})),
  };
}

function addForeignKey(models: Map<string, OpenModel>, source: string, column: string, way: string): void {
  const [target = '', back] = way.split('.');
  const model = modelNamed(models, source);
  const far = modelNamed(models, target);
  model.columns.set(column, far.columns.get(far.key) ?? 'integer');
  model.relations.set(column, { name: column, source, target, kind: 'forward', column });
  if (back !== undefined) {
    far.relations.set(back, { name: back, source: target, target: source, kind: 'reverse', column });
  }
}

function addLink(models: Map<string, OpenModel>, source: string, name: string, way: string): void {
  const [target = '', back = ''] = way.split('.');
  const table = `${source}_${name}`;
  const ends = { kind: 'link', table } as const;
  modelNamed(models, source).relations.set(name, { ...ends, name, source, target, from: source, to: target });
  modelNamed(models, target).relations.set(back, {
    ...ends,
    name: back,
    source: target,
    target: source,
    from: target,
    to: source,
  });
  const columns = new Map<string, ColumnType>([
    [source, 'integer'],
    [target, 'integer'],
  ]);
  models.set(table, { name: table, key: '', columns, relations: new Map(), ...rulesOf({}) });
}

export function modelNamed<M extends Model>(models: ReadonlyMap<string, M>, name: string): M {
  const model = models.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return model;
}
