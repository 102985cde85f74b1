import { createGatewayRuntime, type GatewayPlugin } from "@graphql-hive/gateway-runtime";
import httpTransport from "@graphql-mesh/transport-http";
import { createSourceEventStream, type DocumentNode, type ExecutionResult, execute, GraphQLError } from "graphql";
import { CREDENTIAL_HEADERS } from "../graph/identity/authenticate.js";
import { REVISION_HEADER } from "../graph/revision/protocol.js";
import { changed } from "../platform/bounded-queue.js";
import { createBalance } from "./balance.js";
import { watchFetches } from "./watch-fetches.js";

/** Longest that a subgraph is waited for, in milliseconds: one of ours, and one of others. */
const PATIENCE = { ours: 20_000, theirs: 3_000 };
/** What a request tells our subgraphs of who asks, in what language, in which trace and as of when; others are told the language. */
const LANGUAGE = "accept-language";
const OURS = [LANGUAGE, "traceparent", REVISION_HEADER, ...CREDENTIAL_HEADERS.map((name) => name.toLowerCase())];
const THEIRS = [LANGUAGE];

const TRANSPORT = {
  // Equal questions at once are otherwise asked once, for whoever asks.
  deduplicateInflightRequests: false,
  // Beside where questions are asked, as server-sent events.
  subscriptions: { kind: "http", location: "graphql/stream", options: { method: "POST" } },
};

export interface EngineOptions {
  readonly supergraph: string;
  readonly isOurs: (subgraph: string) => boolean;
  /** Where else a subgraph is that is asked at an address: replicas, which are interchangeable. */
  readonly replicas: ReadonlyMap<string, readonly string[]>;
}

/** One operation, and the headers that came with it. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** How one of our subgraphs refused what it was asked, whole. */
export interface WholeRefusal {
  readonly status: number;
  readonly headers: Headers;
  readonly error: { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };
}

export interface Engine {
  /** The answer, errors as the subgraphs gave them. */
  execute(asked: Asked): Promise<{ readonly result: ExecutionResult; readonly refused: WholeRefusal | undefined }>;
  /** The results of a subscription, errors as the subgraphs gave them. */
  listen(asked: Asked): Promise<AsyncIterator<ExecutionResult>>;
  /** Rejects when questions cannot be answered. */
  ready(): Promise<void>;
  /** Ends when what is under way has been answered. */
  close(): Promise<void>;
}

/** Hive Gateway over a supergraph: it plans what to ask of which subgraph, asks, and puts the answers together. */
export function createEngine({ supergraph, isOurs, replicas }: EngineOptions): Engine {
  const runtime = createGatewayRuntime<{ refusals: WholeRefusal[] }>({
    supergraph,
    transports: { http: { default: httpTransport } },
    transportEntries: { "*.http": { options: TRANSPORT } },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) =>
        Object.fromEntries((isOurs(subgraphName) ? OURS : THEIRS).map((name) => [name, request.headers.get(name)])),
    },
    // What is listened to goes on for as long as somebody listens.
    upstreamTimeout: ({ subgraphName = "", executionRequest }) =>
      executionRequest?.operationType === "subscription" ? 0 : PATIENCE[isOurs(subgraphName) ? "ours" : "theirs"],
    plugins: () => [noteRefusals(isOurs), watchFetches(isOurs), createBalance(replicas)],
    maskedErrors: false,
    logging: false,
  });
  const underWay = new Set<Promise<unknown>>();

  async function enter({ document, operationName, variables: variableValues, headers }: Asked) {
    const refusals: WholeRefusal[] = [];
    await runtime.getSchema();
    const request = new Request("http://router/graphql", { method: "POST", headers });
    const { execute: run, schema, contextFactory } = runtime.getEnveloped({ request, headers, refusals } as never);
    const contextValue: unknown = await contextFactory();
    return { run, refusals, operation: { schema, document, operationName, variableValues, contextValue } };
  }
  async function answer(asked: Asked) {
    const { run, refusals, operation } = await enter(asked);
    const result: ExecutionResult = await run(operation);
    return { result, refused: refusals[0] };
  }
  return {
    execute(asked) {
      const answering = answer(asked).finally(() => underWay.delete(answering));
      underWay.add(answering);
      return answering;
    },
    async listen(asked) {
      const events = await createSourceEventStream((await enter(asked)).operation);
      if (!(Symbol.asyncIterator in events)) return only(events);
      return changed(events[Symbol.asyncIterator](), async (rootValue) => {
        if (rootValue instanceof GraphQLError) return { errors: [rootValue] };
        // Entered anew for each event: what was read for one is not remembered in the next.
        return (await execute({ ...(await enter(asked)).operation, rootValue })) as ExecutionResult;
      });
    },
    async ready() {
      await runtime.getSchema();
    },
    async close() {
      await Promise.allSettled(underWay);
      await runtime[Symbol.asyncDispose]();
    },
  };
}

/** Keeps how one of ours refused a question whole: there is no data in such an answer, and its status and headers say why. */
function noteRefusals(isOurs: EngineOptions["isOurs"]): GatewayPlugin<{ refusals: WholeRefusal[] }> {
  return {
    onFetch({ context, executionRequest }) {
      if (!isOurs(executionRequest?.subgraphName ?? "") || !("refusals" in context)) return;
      const { refusals = [] } = context;
      return async ({ response }) => {
        if (response.status < 400) return;
        const body = await response
          .clone()
          .json()
          .catch(() => ({}));
        const [error] = body.errors ?? [];
        if (error === undefined || "data" in body) return;
        refusals.push({ status: response.status, headers: response.headers, error });
      };
    },
  };
}

async function* only<T>(thing: T): AsyncGenerator<T, undefined> {
  yield thing;
}
