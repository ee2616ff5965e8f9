import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What a text asks for, its fragments put in where they are named. */
export interface Extent {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Of the field or directive that stands most often in one place. */
  readonly duplicates: number;
  /** Fields in the outermost place. */
  readonly rootFields: number;
}

/** A field's place: fields of the same parent, inline fragments and named ones put in. */
type Place = Map<string, number>;

interface Measured extends Extent {
  readonly names: Place;
}

const nothing: Measured = {
  depth: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  duplicates: 0,
  rootFields: 0,
  names: new Map(),
};

/** The largest of a text's operations. Each fragment is looked at once, so the time grows with the text alone. */
export function measureDocument(document: DocumentNode): Extent {
  const measurer = new Measurer(document);
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return operations
    .map((operation) => ('selectionSet' in operation ? measurer.set(operation.selectionSet) : nothing))
    .reduce<Extent>(larger, nothing);
}

function larger(one: Extent, other: Extent): Extent {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.max(one.fields, other.fields),
    aliases: Math.max(one.aliases, other.aliases),
    directives: Math.max(one.directives, other.directives),
    duplicates: Math.max(one.duplicates, other.duplicates),
    rootFields: Math.max(one.rootFields, other.rootFields),
  };
}

class Measurer {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Measured>();

  constructor({ definitions }: DocumentNode) {
    this.#fragments = new Map(
      definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  set({ selections }: SelectionSetNode): Measured {
    const parts = selections.map((selection) => {
      const within = withDirectives(selection.directives ?? []);
      switch (selection.kind) {
        case Kind.FIELD:
          return within(this.#field(selection));
        case Kind.INLINE_FRAGMENT:
          return within(deeper(this.set(selection.selectionSet)));
        case Kind.FRAGMENT_SPREAD:
          return within(this.#fragment(selection.name.value));
      }
    });
    return together(parts);
  }

  #field({ alias, name, selectionSet }: FieldNode): Measured {
    const below = selectionSet ? this.set(selectionSet) : nothing;
    return {
      depth: below.depth + 1,
      fields: below.fields + 1,
      aliases: below.aliases + (alias ? 1 : 0),
      directives: below.directives,
      duplicates: below.duplicates,
      rootFields: 1,
      names: new Map([[alias?.value ?? name.value, 1]]),
    };
  }

  /** A fragment inside itself counts for nothing there: the rules of GraphQL refuse it. */
  #fragment(name: string): Measured {
    const known = this.#measured.get(name);
    if (known) return known;
    this.#measured.set(name, nothing);
    const fragment = this.#fragments.get(name);
    const measured = fragment ? this.set(fragment.selectionSet) : nothing;
    this.#measured.set(name, measured);
    return measured;
  }
}

/** Inline fragments inside each other are levels as fields are: GraphQL's own rules go down them. */
const deeper = (measured: Measured): Measured => ({ ...measured, depth: measured.depth + 1 });

function together(parts: readonly Measured[]): Measured {
  const names: Place = new Map();
  for (const part of parts) {
    for (const [name, times] of part.names) names.set(name, (names.get(name) ?? 0) + times);
  }
  const sum = (amount: (part: Measured) => number) => parts.reduce((whole, part) => whole + amount(part), 0);
  return {
    depth: most(parts.map(({ depth }) => depth)),
    fields: sum(({ fields }) => fields),
    aliases: sum(({ aliases }) => aliases),
    directives: sum(({ directives }) => directives),
    rootFields: sum(({ rootFields }) => rootFields),
    duplicates: Math.max(most(parts.map(({ duplicates }) => duplicates)), most([...names.values()])),
    names,
  };
}

function withDirectives(directives: readonly DirectiveNode[]): (measured: Measured) => Measured {
  if (directives.length === 0) return (measured) => measured;
  const times = new Map<string, number>();
  for (const { name } of directives) times.set(name.value, (times.get(name.value) ?? 0) + 1);
  const often = most([...times.values()]);
  return (measured) => ({
    ...measured,
    directives: measured.directives + directives.length,
    duplicates: Math.max(measured.duplicates, often),
  });
}

const most = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.max(one, other), 0);
