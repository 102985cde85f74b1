import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { readConfig } from "../../src/config.js";
import { readBody } from "../../src/demo-publishers/read-body.js";
import { createLog } from "../../src/platform/log.js";
import { type Federated, startFederated } from "../../src/split/federated.js";
import { type Answer, askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";
import { until } from "../kit/until.js";

/** Another institution's subgraph, which changes what it offers while it runs. */
let offers: string;
let publisher: Server;
let gateway: TestGateway;
let federated: Federated;
beforeAll(async () => {
  offers = "first";
  publisher = createServer(async (request, response) => {
    const { query, variables } = JSON.parse((await readBody(request)).toString());
    const typeDefs = parse(
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"]) type Query { ${offers}Note: String }`,
    );
    const resolvers = { Query: { [`${offers}Note`]: () => offers } };
    const answer = await graphql({
      schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
      source: query,
      variableValues: variables,
    });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  const { port } = publisher.address() as AddressInfo;
  gateway = await startTestGateway();
  federated = await startFederated({
    config: readConfig({ NODE_ENV: "test", PORT: "0", AUTH_DEVELOPMENT: "1" }),
    log: createLog("silent"),
    address: gateway.store.address,
    background: false,
    elsewhere: { notes: [`http://127.0.0.1:${port}/graphql`] },
    rereadEvery: 200,
  });
}, 120_000);
afterAll(async () => {
  await federated?.close();
  publisher?.close();
  await gateway?.close();
});

const ask = (query: string): Promise<Answer> => askingOf(`${federated.url}/graphql`, async () => ({})).ask(query);

describe("another's subgraph that changes while we run", () => {
  it("is composed anew, while questions go on being answered", async () => {
    expect((await ask("{ firstNote }")).data).toEqual({ firstNote: "first" });
    const FIELDS = "{ __schema { queryType { fields { name } } } }";
    for (let time = 0; time < 2; time += 1) expect(JSON.stringify((await ask(FIELDS)).data)).toContain("firstNote");
    offers = "second";
    await until(async () => (await ask("{ secondNote }")).data?.secondNote === "second");
    expect((await ask("{ firstNote }")).status).toBe(400);
    // Nothing that was kept is left of what it was.
    expect(JSON.stringify((await ask(FIELDS)).data)).toContain("secondNote");
    expect((await ask('{ state(code: "MX-QUE") { name } }')).data).toEqual({ state: { name: "Querétaro" } });
  });

  it("is not taken out when it is away: its field is null until it is there again", async () => {
    publisher.closeAllConnections();
    await new Promise((resolve) => publisher.close(resolve));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { status, data, errors } = await ask('{ secondNote state(code: "MX-QUE") { name } }');
    expect({ status, data }).toEqual({ status: 200, data: { secondNote: null, state: { name: "Querétaro" } } });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "UNAVAILABLE", subgraph: "notes" }]);
  });
});
