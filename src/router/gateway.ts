import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import {
  type DocumentNode,
  execute as executeHere,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import type { GraphContext } from "../graph/context.js";
import { unavailable } from "../graph/errors.js";
import { REVISION_HEADER } from "../graph/revision/protocol.js";
import type { Listen } from "../graph/stream/subscription.js";
import { changed } from "../platform/bounded-queue.js";
import type { Log } from "../platform/log.js";
import type { AskedRevision } from "./asked-revision.js";
import { headersFor } from "./asker.js";
import type { Engine } from "./engine.js";
import { toldError, toldRefusal } from "./told-errors.js";

export interface Served {
  readonly schema: GraphQLSchema;
  readonly engine: Engine;
}

export interface GatewayParts {
  readonly isOurs: (subgraph: string) => boolean;
  readonly log: Log;
  /** The revision of the catalog, which commands may change. */
  readonly revision: Pick<AskedRevision, "told" | "doubt">;
}

type Gateway = ApolloServerOptionsWithGateway<GraphContext>["gateway"];
type Update = Parameters<Gateway["onSchemaLoadOrUpdate"]>[0];
type Asked = Parameters<NonNullable<Awaited<ReturnType<Gateway["load"]>>["executor"]>>[0];

/** What Apollo Server executes with, behind the same edge and checks as in one process; what is served may be put in place of another. */
export function createGateway(first: Served, { isOurs, log, revision }: GatewayParts) {
  let served = first;
  const updates = new Set<Update>();
  const tell = (update: Update) => update({ apiSchema: served.schema, coreSupergraphSdl: "" });
  const about = (document: DocumentNode, operation: OperationDefinitionNode) => ({
    isOurs,
    log,
    operation: { operation, fragments: fragmentsOf(document) },
  });

  async function execute({ schema, document, operation, operationName, request, context }: Asked) {
    const given = request.variables ?? {};
    // Without one there is nothing to execute, which graphql-js says in its own words.
    if (!(operation as unknown)) return executeHere({ schema, document, operationName });
    const { errors: faults } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    if (faults) return { errors: faults };
    const told = await revision.told();
    const answering = served.engine.execute({
      document,
      operationName: operationName ?? undefined,
      variables: given,
      headers: { ...headersFor(context as GraphContext), ...(told !== undefined && { [REVISION_HEADER]: told }) },
    });
    const { result, refused } = await answering.finally(() => {
      if (operation.operation === "mutation") revision.doubt();
    });
    const refusal = refused && toldRefusal(refused);
    if (refusal !== undefined) throw refusal;
    if (result.errors === undefined) return result;
    return { ...result, errors: result.errors.map((error) => toldError(error, about(document, operation))) };
  }

  const listen: Listen = async ({ document, operationName, variableValues: variables }, context) => {
    const operation = getOperationAST(document, operationName);
    const asked = { document, operationName, variables, headers: headersFor(context) };
    const results = await served.engine.listen(asked);
    let failed = false;
    const told = changed(results, ({ errors, ...result }) => {
      failed = errors !== undefined;
      if (errors === undefined || !operation) return result;
      return { ...result, errors: errors.map((error) => toldError(error, about(document, operation))) };
    });
    return {
      async next() {
        const turn = await told.next();
        // Nothing ends by itself but what fails: whoever was listened to is away, and may be listened to again.
        if (turn.done && !failed) throw unavailable(1);
        return turn;
      },
      return: async () => (await told.return?.()) ?? { done: true, value: undefined },
    };
  };

  const gateway: Gateway = {
    onSchemaLoadOrUpdate(update) {
      updates.add(update);
      return () => updates.delete(update);
    },
    async load() {
      for (const update of updates) tell(update);
      return { executor: execute };
    },
    async stop() {},
  };
  return {
    gateway,
    listen,
    /** Serves this from now on; what is under way ends as it began. */
    replace(next: Served) {
      served = next;
      for (const update of updates) tell(update);
    },
  };
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));
}
