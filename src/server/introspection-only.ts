import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

const metaFields = new Set(['__schema', '__type', '__typename']);

/** Whether an operation asks about the schema and for nothing else; fragments at its root are followed. */
export function isIntrospectionOnly(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet]] : [],
    ),
  );
  return selectsMetaOnly(operation.selectionSet, fragments);
}

/** Fragments that validation let through have no cycles. */
function selectsMetaOnly(set: SelectionSetNode, fragments: ReadonlyMap<string, SelectionSetNode>): boolean {
  return set.selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return metaFields.has(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return selectsMetaOnly(selection.selectionSet, fragments);
    const fragment = fragments.get(selection.name.value);
    return fragment !== undefined && selectsMetaOnly(fragment, fragments);
  });
}
