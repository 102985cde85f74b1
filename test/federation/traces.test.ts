import { readConfig } from "../../src/config.js";
import { createLog } from "../../src/platform/log.js";
import { type Federated, startFederated } from "../../src/split/federated.js";
import { askingOf } from "../kit/gateway.js";
import { type OtlpReceiver, startOtlpReceiver } from "../kit/otlp-receiver.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";
import { until } from "../kit/until.js";

let receiver: OtlpReceiver;
let store: TestDatabase;
let federated: Federated;
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  store = await createTestDatabase();
  const config = readConfig({
    NODE_ENV: "test",
    PORT: "0",
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_TRACES_SAMPLER_ARG: "1",
  });
  federated = await startFederated({ config, log: createLog("silent"), address: store.address, elsewhere: {} });
});
afterAll(async () => {
  await federated.close();
  await store.drop();
  await receiver.close();
});

describe("a question to the router", () => {
  it("is one trace with what the subgraphs do for it", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const { ask } = askingOf(`${federated.url}/graphql`, async () => ({
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    }));
    expect((await ask('query Uno { program(slug: "prosec") { slug } }')).errors).toBeUndefined();
    const ofTrace = () => receiver.spans.filter((span) => span.traceId === traceId);
    const requests = () => ofTrace().filter(({ name }) => name.startsWith("POST "));
    await until(() => requests().length > 1);
    const router = requests().find(({ parentSpanId }) => parentSpanId === "00f067aa0ba902b7");
    const subgraph = requests().find((span) => span !== router);
    expect(router?.name).toBe("POST /graphql");
    expect(subgraph?.parentSpanId).toBe(router?.spanId);
    await until(() => ofTrace().some(({ name }) => name === "Query.program"));
  });
});
