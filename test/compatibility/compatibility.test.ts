import type { ChildProcess } from "node:child_process";
import type { AddressInfo } from "node:net";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { Documents } from "../../src/graph/documents/documents.js";
import { Execution } from "../../src/graph/execution.js";
import { NOBODY } from "../../src/graph/identity/caller.js";
import { createServer } from "../../src/graph/server.js";
import { subgraph, subgraphSdl } from "../../src/graph/subgraph.js";
import { urlOf } from "../../src/house/house.js";
import { createLog } from "../../src/platform/log.js";
import { startRouter } from "../../src/split/router.js";
import { compose } from "../../src/split/supergraph.js";
import { endProcess } from "../kit/process.js";
import { productsModule } from "./products.module.js";
import { type Check, fetchSuite, removeSuite, runChecks, startTheirs } from "./suite.js";

// Apollo's suite asks for a graph of its own. It is made with what makes our subgraphs, composed with what composes them, and
// stands behind our router.
const log = createLog(process.env.TEST_LOG ?? "silent");
const undo: (() => Promise<unknown>)[] = [];
let checks: readonly Check[];

beforeAll(async () => {
  const suite = await fetchSuite();
  undo.push(() => removeSuite(suite));
  const users = await startTheirs(suite, "users");
  const inventory = await startTheirs(suite, "inventory");
  const children: ChildProcess[] = [users.child, inventory.child];
  for (const child of children) undo.push(() => endProcess(child, "SIGTERM"));
  const products = await startProducts();
  const own = { name: "products", url: products, sdl: subgraphSdl(productsModule) };
  const composed = compose([own, users.part, inventory.part]);
  const router = await startRouter({ composed, trusted: ["products"], host: "127.0.0.1", port: 0, log });
  undo.push(() => router.close());
  checks = await runChecks(suite, { products, router: `${router.url}/graphql` });
}, 120_000);
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** The subgraph "products" behind our HTTP edge; with tracing, which our own graphs never have. */
async function startProducts(): Promise<string> {
  const path = "/products/graphql";
  const schema = subgraph(productsModule);
  const execution = new Execution({ schema, log, path, trace: ApolloServerPluginInlineTrace() });
  await execution.start();
  const documents = new Documents({ admission: "any", trusted: new Map() });
  const server = createServer({
    graphs: [{ path, schema, execution, documents }],
    authenticate: async () => NOBODY,
    log,
    now: () => new Date(),
    ready: async () => ({}),
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  undo.push(() => server.close().then(() => execution.stop()));
  return `${urlOf("127.0.0.1", server.server.address() as AddressInfo)}${path}`;
}

/** How many checks of each group passed, for people. */
function table(): string {
  const groups = Map.groupBy(checks, ({ group }) => group);
  const rows = [...groups].map(([group, all]) => `  ${group.padEnd(20)} ${passedOf(all)} of ${all.length}`);
  return ["", ...rows, `  ${"together".padEnd(20)} ${passedOf(checks)} of ${checks.length}`, ""].join("\n");
}

const passedOf = (some: readonly Check[]) => some.filter(({ passed }) => passed).length;

describe("Apollo's federation subgraph compatibility suite", () => {
  it("finds nothing that our subgraphs cannot do", () => {
    process.stdout.write(`${table()}\n`);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks).toHaveLength(23);
  });
});
