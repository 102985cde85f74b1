import type { ChildProcess } from "node:child_process";
import { describeModules } from "../../src/gateway.js";
import { subgraphPath } from "../../src/split/subgraphs.js";
import { BEARERS, casesOf } from "../kit/case-file.js";
import { askingOf, startTestGateway, type TestGateway } from "../kit/gateway.js";
import { endProcess, startProcess } from "../kit/process.js";
import { urlOf } from "../kit/store.js";

const running: ChildProcess[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
}, 60_000);
afterAll(async () => {
  for (const child of running.reverse()) await endProcess(child, "SIGTERM");
  await gateway.close();
});

async function start(program: string, args: readonly string[]): Promise<{ url: string; child: ChildProcess }> {
  const started = await startProcess(program, { DATABASE_URL: urlOf(gateway.store.address) }, args);
  running.push(started.child);
  return started;
}

describe("modules in processes of their own", () => {
  it("make the same graph, and one that is away leaves the others answering", async () => {
    const names = (await describeModules()).map(({ name }) => name);
    const alone = "applications";
    const one = await start("subgraph.js", [alone]);
    const rest = names.filter((name) => name !== alone);
    const others = await start("subgraph.js", rest);
    const origin = (url: string) => new URL(url).origin;
    const at = (name: string) => `${origin(name === alone ? one.url : others.url)}${subgraphPath(name)}`;
    const router = await start(
      "cli/federated.js",
      names.map((name) => `${name}=${at(name)}`),
    );

    const { openCall, registerFirm, submitted } = casesOf(gateway);
    await submitted((await openCall()).id, await registerFirm());
    const query =
      "{ applications(first: 3) { nodes { folio program { name } business { name } call { title } } } myBusinesses { nodes { name } } }";
    const rosa = askingOf(router.url, async () => ({ authorization: `Bearer ${await gateway.token(BEARERS.rosa)}` }));
    const expected = await gateway.as(BEARERS.rosa).read(query);
    expect(JSON.stringify(await rosa.read(query))).toBe(JSON.stringify(expected));

    await endProcess(one.child, "SIGKILL");
    const { data, errors } = await rosa.ask(
      '{ program(slug: "prosec") { slug } state(code: "MX-QUE") { name } application(id: "x") { id } }',
    );
    expect(data).toEqual({ program: { slug: "prosec" }, state: { name: "Querétaro" }, application: null });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "UNAVAILABLE", subgraph: "applications" }]);
  }, 120_000);
});
