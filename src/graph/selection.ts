import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/**
 * The names of the fields asked for right below this one, so that what costs extra is made only when wanted.
 * A field under @skip or @include counts as asked for.
 */
export function selectedFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === "Field") names.add(selection.name.value);
      else
        visit(
          selection.kind === "InlineFragment"
            ? selection.selectionSet
            : info.fragments[selection.name.value]?.selectionSet,
        );
    }
  };
  for (const node of info.fieldNodes) visit(node.selectionSet);
  return names;
}
