import "reflect-metadata";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { Query, Resolver } from "type-graphql";
import { Documents } from "../../src/graph/documents/documents.js";
import { Execution } from "../../src/graph/execution.js";
import { NOBODY } from "../../src/graph/identity/caller.js";
import { type Module, monolith } from "../../src/graph/module.js";
import { createServer, type ServerOptions } from "../../src/graph/server.js";
import type { StreamLimits } from "../../src/graph/stream/routes.js";
import { createLog } from "../../src/platform/log.js";

@Resolver()
class PingResolver {
  @Query(() => String)
  ping(): string {
    return "pong";
  }
}
const PING: Module = {
  name: "ping",
  resolvers: [new PingResolver()],
  policy: { "Query.ping": "anyone" },
  references: {},
};

export interface TestServer {
  readonly url: string;
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** The real server over a graph of one question, or over another's; on a free port. */
export async function startTestServer(
  {
    streamLimits,
    operationTime,
    ...options
  }: Partial<ServerOptions> & { readonly streamLimits?: Partial<StreamLimits>; readonly operationTime?: number } = {},
  schema = monolith([PING]),
): Promise<TestServer> {
  const log = options.log ?? createLog("silent");
  const execution = new Execution({ schema, log, path: "/graphql" });
  await execution.start();
  const documents = new Documents({ admission: "any", trusted: new Map() });
  const app = createServer({
    graphs: [{ path: "/graphql", schema, execution, documents, streamLimits, operationTime }],
    authenticate: async () => NOBODY,
    log,
    now: () => new Date(),
    ready: async () => ({}),
    ...options,
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    app,
    async close() {
      await app.close();
      await execution.stop();
    },
  };
}
