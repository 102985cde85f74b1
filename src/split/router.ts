import type { AddressInfo } from "node:net";
import type { GraphQLSchema } from "graphql";
import type { Edition } from "../graph/answers/answers.js";
import { createEdition } from "../graph/answers/edition.js";
import type { Documents } from "../graph/documents/documents.js";
import { Execution } from "../graph/execution.js";
import type { Graph } from "../graph/graph-routes.js";
import { renderGraphiql } from "../graph/graphiql.js";
import { BACKLOG, createServer, type Manners } from "../graph/server.js";
import type { OperationsWatch } from "../graph/telemetry/operations.js";
import { anyDocument } from "../house/documents.js";
import { urlOf } from "../house/house.js";
import { describeSchema } from "../house/modules.js";
import type { Log } from "../platform/log.js";
import { admitBy } from "../router/admit.js";
import { apiSchema } from "../router/api-schema.js";
import { AskedRevision } from "../router/asked-revision.js";
import { takeCredentials } from "../router/asker.js";
import { createEngine } from "../router/engine.js";
import { createGateway } from "../router/gateway.js";
import { type PassedOn, registerPassing } from "../router/pass-on.js";
import { readiness } from "../router/readiness.js";
import type { Composed } from "./supergraph.js";

export interface RouterOptions {
  readonly composed: Composed;
  /** Names of the subgraphs that are told who asks; the others are asked as by anybody. */
  readonly trusted: readonly string[];
  /** All addresses of subgraphs that have several, by the one that the supergraph holds. */
  readonly replicas?: ReadonlyMap<string, readonly string[]>;
  /** Where a subgraph of ours is asked whether a credential is good, before somebody listens with it. */
  readonly askedFirst?: string;
  /** What may be asked of the schema that clients see; anything without. */
  readonly documents?: (schema: GraphQLSchema) => Promise<Documents>;
  /** Keeps answers for as long as an edition lasts; each is made anew without. */
  readonly kept?: (edition: Edition) => Graph["kept"];
  readonly now?: (() => Date) | undefined;
  /** What else is answered by processes of our subgraphs; nothing is passed on without. */
  readonly passed?: PassedOn;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly manners?: Partial<Manners>;
  /** How operations are watched; not at all without. */
  readonly watching?: OperationsWatch | undefined;
  /** Shows GraphiQL to browsers. */
  readonly page?: boolean;
}

/** Milliseconds by which the clocks of processes may differ. */
const CLOCKS_DIFFER = 2_000;

/** Hive Gateway over a supergraph, behind the edge and the checks that our other servers have. */
export async function startRouter(options: RouterOptions) {
  const {
    composed,
    trusted,
    replicas = new Map(),
    askedFirst,
    documents = async () => anyDocument(),
    kept,
    now = () => new Date(),
    passed,
    host,
    port,
    log,
    page = false,
    manners = {},
    watching,
  } = options;
  const isOurs = (name: string) => trusted.includes(name);
  const own = await describeSchema();
  const serve = ({ supergraph, schema }: Composed) => ({
    schema: apiSchema(schema, own),
    engine: createEngine({ supergraph, isOurs, replicas }),
  });
  // First, since what it refuses is not served at all.
  const admitted = await documents(apiSchema(composed.schema, own));
  let served = serve(composed);
  const revision = new AskedRevision(passed?.origins ?? [], log);
  const { gateway, listen, replace } = createGateway(served, { isOurs, log, revision });
  let composition = 0;
  const edition = createEdition(
    editionOf(revision, () => composition),
    now,
    CLOCKS_DIFFER,
  );
  const execution = new Execution({ schema: own, log, path: "/graphql", gateway, watching });
  await execution.start();
  const server = createServer({
    graphs: [
      {
        path: "/graphql",
        schema: served.schema,
        execution,
        documents: admitted,
        kept: kept?.(edition),
        page: page ? renderGraphiql : undefined,
        elsewhere: { listen, admit: admitBy(askedFirst) },
      },
    ],
    authenticate: takeCredentials,
    log,
    now,
    async ready() {
      await served.engine.ready();
      return passed === undefined ? {} : readiness(passed.origins);
    },
    manners,
  });
  if (passed !== undefined) registerPassing(server, passed, log);
  if (passed !== undefined) revision.start();
  await server.listen({ host, port, backlog: BACKLOG });
  return {
    url: urlOf(host, server.server.address() as AddressInfo),
    /** Serves another supergraph from now on. */
    async replace(next: Composed) {
      const before = served.engine;
      served = serve(next);
      replace(served);
      composition += 1;
      await before.close();
    },
    /** Whatever was kept may have been changed by somebody else than commands that came by here. */
    doubt: () => revision.doubt(),
    async close() {
      revision.stop();
      await server.close();
      await execution.stop();
      await served.engine.close();
    },
  };
}

/** A revision of the catalog under one supergraph: what was composed anew may answer the same otherwise. */
function editionOf(revision: Edition, composition: () => number): Edition {
  const of = (text: string) => `${text} ${composition()}`;
  return {
    known() {
      const text = revision.known();
      return text === undefined ? undefined : of(text);
    },
    current: async () => of(await revision.current()),
  };
}
