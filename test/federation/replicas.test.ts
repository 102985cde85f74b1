import { readConfig } from "../../src/config.js";
import type { House } from "../../src/house/house.js";
import { createLog } from "../../src/platform/log.js";
import { type Federated, startFederated } from "../../src/split/federated.js";
import { startSubgraphs, subgraphPath } from "../../src/split/subgraphs.js";
import { PROGRAM } from "../kit/case-file.js";
import { type Answer, askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
let twins: readonly House[];
let federated: Federated;
const log = createLog(process.env.TEST_LOG ?? "silent");
beforeAll(async () => {
  gateway = await startTestGateway();
  const config = readConfig({ NODE_ENV: "test", PORT: "0", AUTH_DEVELOPMENT: "1" });
  const options = { config, log, address: gateway.store.address, background: false };
  const names = ["programs", "eligibility"];
  twins = await Promise.all([startSubgraphs({ ...options, names }), startSubgraphs({ ...options, names })]);
  const elsewhere = Object.fromEntries(
    names.map((name) => [name, twins.map((twin) => `${twin.url}${subgraphPath(name)}`)]),
  );
  federated = await startFederated({ ...options, elsewhere });
}, 120_000);
afterAll(async () => {
  await federated?.close();
  for (const house of twins ?? []) await house.close();
  await gateway?.close();
});

const QUERY = `{ program(slug: "${PROGRAM}") { name calls { totalCount }
  eligibility(profile: { state: "MX-CHH", ownerGender: FEMALE }) { verdict { code } } } }`;
const ask = (): Promise<Answer> => askingOf(`${federated.url}/graphql`, async () => ({})).ask(QUERY);

describe("two processes of the same subgraphs", () => {
  it("answer in turn, and as one process does", async () => {
    const expected = await gateway.ask(QUERY);
    for (let turn = 0; turn < 6; turn += 1) {
      const { data, errors } = await ask();
      expect({ data, errors }).toEqual({ data: expected.data, errors: undefined });
    }
  });

  it("stand in for one another: nothing is lost when one of them has gone", async () => {
    await twins[0]?.close();
    const expected = await gateway.ask(QUERY);
    for (let turn = 0; turn < 6; turn += 1) expect((await ask()).data).toEqual(expected.data);
    const page = await fetch(`${federated.url}/catalog/programs/${PROGRAM}.jsonld`);
    expect(page.status).toBe(200);
  });
});
