import { type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from "graphql";

/** How many fields stand in one another at most in a question; 0 for commands and for what is no question at all. */
export function depthOf(query: string): number {
  const document = tryToParse(query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document?.definitions ?? []) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const deepest = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.FIELD) return 1 + deepest(selection.selectionSet);
        if (selection.kind === Kind.INLINE_FRAGMENT) return deepest(selection.selectionSet);
        return deepest(fragments.get(selection.name.value)?.selectionSet);
      }),
    );
  const depths = (document?.definitions ?? []).map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === "query"
      ? deepest(definition.selectionSet)
      : 0,
  );
  return Math.max(0, ...depths);
}

function tryToParse(query: string) {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return undefined;
  }
}
