import {
  type ASTNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { ERROR_CODES, type ErrorCode, Refusal, textOf } from "../graph/errors.js";
import type { Log } from "../platform/log.js";
import type { WholeRefusal } from "./engine.js";

/** What an operation consists of, to tell where in it something went wrong. */
interface Operation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

const isCode = (code: unknown): code is ErrorCode => Object.hasOwn(ERROR_CODES, String(code));

/**
 * What a client is told of an error: refusals of our subgraphs as they are, each at its place in the operation that was asked. All
 * else is logged, and told as that part being away: no address, no text of others.
 */
export function toldError(
  { message, path, extensions }: GraphQLError,
  { isOurs, log, operation }: { isOurs: (name: string) => boolean; log: Log; operation: Operation },
): GraphQLError {
  const { code, serviceName = "", ...facts } = extensions as Record<string, unknown>;
  const subgraph = String(serviceName);
  const known = isOurs(subgraph) && isCode(code);
  if (!known) log.warn({ subgraph, code, path, error: message }, "a subgraph did not answer well");
  // Its text is in the reader's language already.
  const told = known
    ? new Refusal(code, { es: message, en: message }, facts)
    : new Refusal("UNAVAILABLE", textOf("UNAVAILABLE"), { subgraph });
  return path === undefined
    ? told
    : new GraphQLError(told.message, { path, nodes: nodesAt(path, operation), originalError: told });
}

/** The same refusal of the whole request as a subgraph gave, with its status and headers; undefined for one that is no refusal of ours. */
export function toldRefusal({ status, headers, error }: WholeRefusal): Refusal | undefined {
  const { code, ...facts } = error.extensions ?? {};
  if (!isCode(code)) return undefined;
  const kept = ["www-authenticate", "retry-after", "cache-control"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return new Refusal(
    code,
    { es: error.message, en: error.message },
    { ...facts, http: { status, headers: new Map(kept) } },
  );
}

/** The fields of an operation that a path of its answer comes from. */
function nodesAt(path: readonly (string | number)[], { operation, fragments }: Operation): readonly ASTNode[] {
  let sets: readonly SelectionSetNode[] = [operation.selectionSet];
  let nodes: readonly FieldNode[] = [];
  for (const key of path.filter((part) => typeof part === "string")) {
    nodes = sets.flatMap((set) => fieldsOf(set, key, fragments));
    sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return nodes;
}

function fieldsOf(set: SelectionSetNode, key: string, fragments: Operation["fragments"]): readonly FieldNode[] {
  return set.selections.flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value === key ? [selection] : [];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) ?? undefined);
    return inner === undefined ? [] : fieldsOf(inner.selectionSet, key, fragments);
  });
}
