import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.js";
import { type OfficesSubgraph, startOfficesSubgraph } from "../../src/demo-publishers/offices-subgraph.js";
import { describeModules } from "../../src/house/modules.js";
import { createLog } from "../../src/platform/log.js";
import { type Federated, startFederated } from "../../src/split/federated.js";
import { startSubgraphs, subgraphPath } from "../../src/split/subgraphs.js";
import { PROGRAM } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { askingOf, startTestGateway, type TestGateway, UNHURRIED } from "../kit/gateway.js";
import { deskOf } from "../kit/publishing.js";
import { openWay, type Way } from "../kit/way.js";

const NAME = "chihuahua-program-for-women";
const QUERY = `{ program(slug: "${NAME}") { name } }`;
const log = createLog(process.env.TEST_LOG ?? "silent");
const settings = { NODE_ENV: "test", PORT: "0", AUTH_DEVELOPMENT: "1", ...UNHURRIED };

// Two processes with all of our subgraphs, and two routers: one asks both, the other the second of them only.
let gateway: TestGateway;
let offices: OfficesSubgraph;
let names: readonly string[];
let ways: readonly Way[];
let [one, other] = [] as unknown as [Federated, Federated];
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  gateway = await startTestGateway();
  undo.push(() => gateway.close());
  names = (await describeModules()).map(({ name }) => name);
  const { program } = await gateway.read(`{ program(slug: "${PROGRAM}") { id } }`);
  const office = { id: "centro", name: "Centro", address: "Calle 1", state: "MX-CHH", programs: [program.id] };
  offices = await startOfficesSubgraph([office]);
  undo.push(() => offices.close());
  ways = await Promise.all([openProcess(), openProcess()]);
  one = await openRouter(ways);
  other = await openRouter(ways.slice(1));
}, 120_000);
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

async function openProcess(): Promise<Way> {
  const config = readConfig(settings);
  const house = await startSubgraphs({ config, log, address: gateway.store.address, background: false, names });
  undo.push(() => house.close());
  const way = await openWay(house.url);
  undo.push(() => way.close().catch(() => {}));
  return way;
}

async function openRouter(asked: readonly Way[], more: Readonly<Record<string, string>> = {}): Promise<Federated> {
  const ours = names.map((name) => [name, asked.map(({ url }) => new URL(subgraphPath(name), url).toString())]);
  const elsewhere = { ...Object.fromEntries(ours), oficinas: [offices.url] };
  const router = await startFederated({ config: readConfig({ ...settings, ...more }), log, elsewhere });
  undo.push(() => router.close());
  return router;
}

const through = ({ url }: Federated) => ({
  ...askingOf(`${url}/graphql`, async () => ({})),
  as: (bearer: Parameters<TestGateway["as"]>[0]) =>
    askingOf(`${url}/graphql`, async () => ({ authorization: `Bearer ${await gateway.token(bearer)}` })),
});
const get = (router: Federated, query: string) =>
  fetch(`${router.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { "apollo-require-preflight": "1" } });
const nameIn = async (router: Federated) => (await through(router).read(QUERY)).program.name;

describe("what a router has answered", () => {
  it("is given again, to the byte, without asking a subgraph", async () => {
    const query = "{ programs(first: 20) { totalCount nodes { slug name agencies { agency { name } } } } }";
    const first = await get(other, query);
    const body = await first.text();
    const posts = () => ways.map((way) => way.posts());
    const before = posts();
    expect(before[1]).toBeGreaterThan(0);
    for (let time = 0; time < 10; time += 1) {
      const again = await get(other, query);
      expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
      expect(await again.text()).toBe(body);
    }
    expect(posts()).toEqual(before);
    expect(body).toBe(await (await get(one, query)).text());
  });

  it("gives way to a publication: at once where it was published, and within a tenth of a second at another router", async () => {
    const { published } = deskOf(through(one));
    const late: number[] = [];
    for (let round = 1; round <= 5; round += 1) {
      const name = `Programa para mujeres, vez ${round}`;
      for (const router of [one, one, other, other]) await nameIn(router);
      await published({ [NAME]: { name: { es: name, en: `Program for women, time ${round}` } } });
      const done = performance.now();
      // Whichever of the two processes is asked.
      for (let time = 0; time < 2; time += 1) expect(await nameIn(one)).toBe(name);
      const signedIn = through(one).as({ role: "business", sub: "ana" });
      for (let time = 0; time < 4; time += 1) expect((await signedIn.read(QUERY)).program.name).toBe(name);
      await eventually(async () => (await nameIn(other)) === name);
      late.push(performance.now() - done);
    }
    expect(late.sort((a, b) => a - b)[1]).toBeLessThan(100);
  });

  it("is never kept with a field of another institution, which does not change with the catalog", async () => {
    const foreign = `{ program(slug: "${PROGRAM}") { name localOffices { name } } }`;
    const before = offices.asked.length;
    for (let time = 1; time <= 3; time += 1) {
      const answer = await get(one, foreign);
      expect([answer.headers.get("cache-control"), answer.headers.get("etag")]).toEqual(["no-store", null]);
      expect((await answer.json()).data.program.localOffices).toEqual([{ name: "Centro" }]);
      expect(offices.asked.length - before).toBe(time);
    }
    const ours = await get(one, `{ program(slug: "${PROGRAM}") { name } }`);
    expect(ours.headers.get("etag")).toMatch(/^"/);
  });

  it("is kept by what is told to routers alone: nobody else is told the revision by them", async () => {
    expect((await fetch(new URL("/revision", ways[0]?.url))).status).toBe(200);
    for (const path of ["/revision", "/revision?fresh=1", "//revision"])
      expect((await fetch(`${one.url}${path}`)).status).toBe(404);
  });

  it("is not given any more a second after the last subgraph went away", async () => {
    const way = await openProcess();
    const router = await openRouter([way]);
    for (let time = 0; time < 2; time += 1) expect((await get(router, QUERY)).headers.get("etag")).toMatch(/^"/);
    await way.close();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const later = await (await get(router, QUERY)).json();
    expect(later.errors[0].extensions.code).toBe("UNAVAILABLE");
    expect(later.data?.program ?? null).toBeNull();
  });
});

describe("a router that admits trusted documents only", () => {
  const TRUSTED = `query Offices { program(slug: "${PROGRAM}") { name localOffices { name } } }`;
  let folder: string;
  let DOCUMENTS_FILE: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "documents-"));
    DOCUMENTS_FILE = join(folder, "documents.json");
    await writeFile(DOCUMENTS_FILE, JSON.stringify({ offices: TRUSTED }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("takes them with fields of everybody who joins, and no other; its subgraphs take whatever it asks them", async () => {
    const { ask } = through(await openRouter(ways, { DOCUMENTS: "trusted", DOCUMENTS_FILE }));
    expect((await ask(TRUSTED)).data.program.localOffices).toEqual([{ name: "Centro" }]);
    expect((await ask(QUERY)).errors?.[0]?.extensions.code).toBe("DOCUMENT_NOT_TRUSTED");
  });

  it("starts while somebody who joins is away, and has their documents wait for them", async () => {
    const away = offices;
    offices = { ...away, url: "http://127.0.0.1:9/graphql" };
    const { ask } = through(await openRouter(ways, { DOCUMENTS: "trusted", DOCUMENTS_FILE }));
    offices = away;
    expect((await ask(TRUSTED)).errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});
