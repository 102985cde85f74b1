import { randomBytes, randomUUID } from "node:crypto";
import { makeApiKey, writeApiKey } from "../../src/graph/identity/api-key.js";
import { globalId } from "../../src/graph/node.js";
import { BEARERS, casesOf } from "../kit/case-file.js";
import { askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";

const SAMPLES = 5_000;
const WARMING_UP = 500;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

type Way = () => Promise<unknown>;

/** Welch's t of how long two ways take, tried in turn, each first as often as the other. The slowest hundredth of each counts for nothing. */
async function compare(ways: readonly [Way, Way]): Promise<number> {
  const times: readonly [number[], number[]] = [[], []];
  for (let sample = 0; sample < SAMPLES + WARMING_UP; sample++) {
    for (const way of sample % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const begun = performance.now();
      await ways[way]();
      if (sample >= WARMING_UP) times[way].push(performance.now() - begun);
    }
  }
  const [one, other] = times.map((all) => all.toSorted((a, b) => a - b).slice(0, all.length * 0.99)).map(spread);
  if (one === undefined || other === undefined) throw new Error("nothing was measured");
  return (one.mean - other.mean) / Math.sqrt(one.variance / one.count + other.variance / other.count);
}

function spread(values: readonly number[]) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { count, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1) };
}

/** Beyond this the two can be told apart; a hundred thousand comparisons of equals would not come to it once. */
const LIMIT = 4.5;

describe("how long a refusal takes", () => {
  it("does not tell whether there is a key of that id", async () => {
    const input = { clientMutationId: randomUUID(), agency: "inadem", label: "Sistema" };
    const { createApiKey } = await gateway
      .as({ role: "administrator", sub: "root" })
      .read("mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }", { input });
    const id = createApiKey.apiKey.id as string;
    const wrong = () => writeApiKey({ id, secret: randomBytes(32).toString("base64url") });
    const send = (key: string) => gateway.ask("{ me { subject } }", {}, { "x-api-key": key });
    expect([(await send(wrong())).status, (await send(writeApiKey(makeApiKey()))).status]).toEqual([401, 401]);
    const t = await compare([() => send(wrong()), () => send(writeApiKey(makeApiKey()))]);
    process.stdout.write(`known against unknown key: t = ${t.toFixed(2)}\n`);
    expect(Math.abs(t)).toBeLessThan(LIMIT);
  }, 300_000);

  it("does not tell whether there is an application, or a firm, of another's", async () => {
    const { registerFirm, openCall, submitted } = casesOf(gateway);
    const businessId = await registerFirm();
    const application = await submitted((await openCall()).id, businessId);
    const token = await gateway.token(BEARERS.stranger);
    const stranger = askingOf(`${gateway.url}/graphql`, async () => ({ authorization: `Bearer ${token}` }));
    for (const [type, field, id] of [
      ["Application", "application", application.id],
      ["Business", "business", businessId],
    ] as const) {
      const look = (key: string) => stranger.read(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id: key });
      expect(await look(id)).toEqual({ [field]: null });
      const t = await compare([() => look(id), () => look(globalId(type, randomUUID()))]);
      process.stdout.write(`another's ${field} against none: t = ${t.toFixed(2)}\n`);
      expect(Math.abs(t)).toBeLessThan(LIMIT);
    }
  }, 300_000);
});
