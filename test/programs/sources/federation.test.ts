import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DemoPublisher, sourcesFile, startDemoPublishers } from "../../../src/demo-publishers/publishers.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { loadSeedFiles } from "../../../src/programs/seed/read-seeds.js";
import { itInBrowser } from "../../kit/browser.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";

const seeds = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read();
const CATALOGS = ["fondo-pyme", "fondo-nacional-emprendedor", "prosec", "fideicomisos-estatales"];
const STANDING = `{ catalogs(first: 50) { nodes { slug freshness { state { code } ageMinutes } health { state { code } failuresInARow }
  sources { key wire { code } ownerSlug lastHarvest { outcome { code } failure { kind { code } } counts { created changed unchanged quarantined sentToReview } } } } } }`;

let now = new Date("2026-11-24T18:00:00Z");
let folder: string;
let publishers: readonly DemoPublisher[];
let gateway: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sources-"));
  publishers = await startDemoPublishers(seeds);
  const file = join(folder, "sources.yaml");
  await writeFile(file, sourcesFile(publishers));
  gateway = await startTestGateway({ SOURCES_FILE: file, SOURCES_ALLOW_LOOPBACK: "1" }, { now: () => now });
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await Promise.all(publishers.map(({ publisher }) => publisher.close()));
  await rm(folder, { recursive: true, force: true });
});

async function harvestAll(minutes = 2) {
  now = new Date(now.getTime() + minutes * 60_000);
  await gateway.upkeep(now);
}
const publisherOf = (catalog: string) => publishers.find((one) => one.catalog === catalog)!.publisher;
// biome-ignore lint/suspicious/noExplicitAny: what the graph answers
const catalogOf = async (slug: string): Promise<any> =>
  (await gateway.read(STANDING)).catalogs.nodes.find((one: { slug: string }) => one.slug === slug);

describe("the four catalogs that others publish", () => {
  it("are gathered from four kinds of feed, and what is in the catalog already is recognised", async () => {
    expect((await catalogOf("prosec")).freshness).toMatchObject({ state: { code: "NEVER" }, ageMinutes: null });
    await harvestAll();
    const standing = await Promise.all(CATALOGS.map(catalogOf));
    expect(standing.map(({ freshness, health }) => [freshness.state.code, health.state.code])).toEqual(
      CATALOGS.map(() => ["FRESH", "WELL"]),
    );
    expect(
      new Set(standing.flatMap(({ sources }) => sources.map((one: { wire: { code: string } }) => one.wire.code))),
    ).toEqual(new Set(["JSON", "GRAPHQL", "COMMONGRANTS", "CSV"]));
    const outcomes = standing.flatMap(({ sources }) =>
      sources.map((one: { lastHarvest: { outcome: { code: string }; counts: object } }) => one.lastHarvest),
    );
    for (const { outcome, counts } of outcomes) {
      expect(outcome.code).toBe("DONE");
      expect(counts).toMatchObject({ created: 0, quarantined: 0 });
    }
    expect((await catalogOf("bancomext")).freshness).toBeNull();
  });

  it("are read again only where something changed", async () => {
    await harvestAll();
    const { sources } = await catalogOf("fondo-pyme");
    expect(sources[0].lastHarvest.outcome.code).toBe("UNCHANGED");
  });

  it("go on answering while a publisher is down, and say how old what they say is", async () => {
    publisherOf("prosec").mode = "broken";
    await harvestAll(5);
    const prosec = await catalogOf("prosec");
    expect(prosec.health).toMatchObject({ state: { code: "FAILING" }, failuresInARow: 1 });
    expect(prosec.freshness).toMatchObject({ state: { code: "LATE" }, ageMinutes: 5 });
    expect(prosec.sources[0].lastHarvest).toMatchObject({
      outcome: { code: "FAILED" },
      failure: { kind: { code: "REFUSED" } },
    });
    const { program } = await gateway.read(
      `{ program(slug: "prosec") { name catalog { health { state { code } } } } }`,
    );
    expect(program).toEqual({
      name: "Programas de Promoción Sectorial",
      catalog: { health: { state: { code: "FAILING" } } },
    });
    expect((await catalogOf("fondo-pyme")).health.state.code).toBe("WELL");
    publisherOf("prosec").mode = "well";
    await harvestAll(5);
    expect((await catalogOf("prosec")).health).toMatchObject({ state: { code: "WELL" }, failuresInARow: 0 });
  });

  it("lose nothing when a publisher shrinks: it is held, and an approver may accept it", async () => {
    publisherOf("fondo-nacional-emprendedor").mode = "empty";
    await harvestAll(5);
    const held = await catalogOf("fondo-nacional-emprendedor");
    expect(held.health.state.code).toBe("HELD");
    expect(held.sources[0].lastHarvest).toMatchObject({
      outcome: { code: "HELD" },
      failure: { kind: { code: "LOST" } },
    });
    expect((await gateway.read(`{ program(slug: "fondo-nacional-emprendedor") { slug } }`)).program).not.toBeNull();
    publisherOf("fondo-nacional-emprendedor").mode = "well";
    await harvestAll(5);
  });

  it("say of each field whom it is from", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "prosec") { provenance { field label origin { code } sourceKey fetchedAt edition revisionId } sources { sourceKey itemId state { code } } } }`,
    );
    expect(program.sources).toEqual([
      { sourceKey: "prosec", itemId: expect.any(String), state: { code: "PUBLISHED" } },
    ]);
    const name = program.provenance.find(({ field }: { field: string }) => field === "name");
    expect(name).toMatchObject({
      label: "Nombre",
      origin: { code: "SOURCE" },
      sourceKey: "prosec",
      edition: 1,
      revisionId: null,
    });
  });

  it("cost the same number of statements for few programs and many, and for few catalogs and many", async () => {
    const count = async (size: number) => {
      let statements = 0;
      const stop = gateway.database.onStatement(() => {
        statements += 1;
      });
      await gateway.read(`{ programs(first: ${size}) { nodes { provenance { field } sources { sourceKey } } }
        catalogs(first: ${size}) { nodes { freshness { ageMinutes } health { failuresInARow } sources { lastHarvest { id } } } } }`);
      stop();
      return statements;
    };
    for (const size of [20, 10]) await count(size);
    expect(await count(20)).toBe(await count(10));
  });

  it("are looked after by the agency that owns them: harvested on request, tried, and asked about", async () => {
    const editor = gateway.as({ role: "agency_editor", sub: "editor-1", agency: "se" });
    const asked = await editor.read(
      `mutation { harvestSource(input: { clientMutationId: "harvest-one", source: "prosec", trial: true }) { id kind { code } outcome { code } } }`,
    );
    expect(asked.harvestSource).toMatchObject({ kind: { code: "TRIAL" }, outcome: { code: "WAITING" } });
    await harvestAll(0);
    const { harvests } = await gateway.read(
      `{ harvests(source: "prosec", first: 1) { totalCount nodes { id outcome { code } } } }`,
    );
    expect(harvests.nodes).toEqual([{ id: asked.harvestSource.id, outcome: { code: "DONE" } }]);
    const RECORDS = `{ harvests(source: "prosec", first: 1) { nodes { records { totalCount nodes { itemId what { code } } } } } }`;
    const seen = (await editor.read(RECORDS)).harvests.nodes[0].records;
    expect(seen.nodes[0]).toEqual({ itemId: expect.any(String), what: { code: "UNCHANGED" } });
    expect((await gateway.read(RECORDS)).harvests.nodes[0].records).toEqual({ totalCount: 0, nodes: [] });
    expect((await editor.read(`{ quarantine(source: "prosec") { totalCount } }`)).quarantine.totalCount).toBe(0);
    const { errors } = await editor.ask(
      `mutation { harvestSource(input: { clientMutationId: "harvest-two", source: "prosec", allowLoss: true }) { id } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  itInBrowser("are on a page for everybody, in words, at any width", async (browser) => {
    publisherOf("prosec").mode = "broken";
    await harvestAll(60);
    const page = await browser.newPage({ viewport: { width: 375, height: 700 }, locale: "es-MX" });
    await page.goto(`${gateway.url}/sources`);
    expect(await page.title()).toBe("Fuentes del catálogo");
    const row = page.getByRole("row", { name: /PROSEC/ });
    expect(await row.textContent()).toMatch(/Falla/);
    expect(await page.getByRole("row").count()).toBe(1 + publishers.flatMap(({ sources }) => sources).length);
    await page.close();
    const english = await fetch(`${gateway.url}/sources`, { headers: { "accept-language": "en" } });
    expect(english.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
    expect(await english.text()).toMatch(/<html lang="en">[\s\S]*Failing/);
    publisherOf("prosec").mode = "well";
  });
});
