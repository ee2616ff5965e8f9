import {
  type ASTNode,
  astFromValue,
  type DocumentNode,
  type GraphQLSchema,
  isInputType,
  Kind,
  parse,
  print,
  typeFromAST,
  validate,
  type ValueNode,
  visit,
} from 'graphql';
import type { Question } from './oracle.js';

/** Parts of an operation that it may do without. */
const REMOVABLE: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.DIRECTIVE,
]);
const MOST_TRIES = 150;

/** Leaves parts of an operation out as long as it still fails. */
export async function shrink(
  schema: GraphQLSchema,
  question: Question,
  fails: (question: Question) => Promise<boolean>,
): Promise<Question> {
  let best = await chooseInlined(schema, question, fails);
  let tries = 0;
  for (let place = 0; tries < MOST_TRIES;) {
    const smaller = without(schema, best, place);
    if (smaller === undefined) break;
    if (smaller === 'invalid') {
      place += 1;
      continue;
    }
    tries += 1;
    if (await fails(smaller)) best = smaller;
    else place += 1;
  }
  return best;
}

/** The operation with its values in its text, if it fails that way, too. */
async function chooseInlined(
  schema: GraphQLSchema,
  question: Question,
  fails: (question: Question) => Promise<boolean>,
): Promise<Question> {
  const inlined = inlineVariables(schema, question);
  return (await fails(inlined)) ? inlined : question;
}

function inlineVariables(schema: GraphQLSchema, { query, variables }: Question): Question {
  const document = parse(query);
  const literals = new Map<string, ValueNode>();
  visit(document, {
    VariableDefinition: ({ variable: { name }, type }) => {
      const inputType = typeFromAST(schema, type);
      const given = variables[name.value];
      // Half a character can stand in no text.
      const canStand = !/\\ud[89a-f]/i.test(String(JSON.stringify(given)));
      const value = canStand && isInputType(inputType) ? astFromValue(given, inputType) : undefined;
      if (value) literals.set(name.value, value);
      return false;
    },
  });
  const inlined = visit(document, {
    VariableDefinition: ({ variable: { name } }) => (literals.has(name.value) ? null : false),
    Variable: ({ name }) => literals.get(name.value),
  });
  const others = Object.entries(variables).filter(([name]) => !literals.has(name));
  return { query: print(inlined), variables: Object.fromEntries(others) };
}

/** The operation without its nth part; undefined when it has no such part. */
function without(
  schema: GraphQLSchema,
  { query, variables }: Question,
  nth: number,
): Question | 'invalid' | undefined {
  let count = -1;
  const isCut = (): boolean => (count += 1) === nth;
  const cut = visit(parse(query), {
    enter: (node: ASTNode) => (REMOVABLE.has(node.kind) && isCut() ? null : undefined),
  });
  if (count < nth) return undefined;
  const tidy = dropUnused(cut);
  if (hasEmptySelection(tidy) || validate(schema, tidy).length > 0) return 'invalid';
  const text = print(tidy);
  const used = Object.entries(variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
  return { query: text, variables: Object.fromEntries(used) };
}

function hasEmptySelection(document: DocumentNode): boolean {
  let isEmpty = document.definitions.length === 0;
  visit(document, { SelectionSet: ({ selections }) => void (isEmpty ||= selections.length === 0) });
  return isEmpty;
}

/** Without the fragments and variables that nothing names any more. */
function dropUnused(document: DocumentNode): DocumentNode {
  const named = new Set<string>();
  visit(document, {
    FragmentSpread: (node) => void named.add(`...${node.name.value}`),
    Variable: (node, _key, parent) => {
      const isDeclared =
        parent !== undefined &&
        !Array.isArray(parent) &&
        'kind' in parent &&
        parent.kind === Kind.VARIABLE_DEFINITION;
      if (!isDeclared) named.add(`$${node.name.value}`);
    },
  });
  return visit(document, {
    FragmentDefinition: (node) => (named.has(`...${node.name.value}`) ? undefined : null),
    VariableDefinition: (node) => (named.has(`$${node.variable.name.value}`) ? undefined : null),
  });
}
