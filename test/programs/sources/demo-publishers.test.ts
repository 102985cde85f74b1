import { join } from "node:path";
import { parse } from "yaml";
import { type DemoPublisher, sourcesFile, startDemoPublishers } from "../../../src/demo-publishers/publishers.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { ProgramDocument } from "../../../src/programs/document/program-document.js";
import { COMMON_GRANTS } from "../../../src/programs/formats/common-grants.js";
import { carries } from "../../../src/programs/formats/format.js";
import { loadSeedFiles } from "../../../src/programs/seed/read-seeds.js";
import type { Source } from "../../../src/programs/sources/source.js";
import { createReading, outcomeOf, pagesOf, type Reading, sourceAt } from "../../kit/feeds.js";

const seeds = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read();
let reading: Reading;
let publishers: readonly DemoPublisher[];
beforeAll(async () => {
  reading = createReading();
  publishers = await startDemoPublishers(seeds);
});
afterAll(async () => {
  await reading.close();
  await Promise.all(publishers.map(({ publisher }) => publisher.close()));
});

const sourcesOf = (catalog: string) => publishers.find((one) => one.catalog === catalog)?.sources ?? [];
const seedsOf = (catalog: string) => seeds.programs.map(({ value }) => value).filter((it) => it.catalog === catalog);

async function programsOf(sources: readonly Source[]) {
  const found: unknown[] = [];
  for (const source of sources) {
    const adapter = reading.adapters[source.wire];
    const pages = await pagesOf(await adapter.fetch(source, null, new AbortController().signal));
    found.push(...pages.flat().map(({ raw }) => adapter.toProgram(raw)));
  }
  return found;
}

describe("the publishers of the demonstration", () => {
  it.each(["fondo-pyme", "fondo-nacional-emprendedor"])("give the programs of %s whole", async (catalog) => {
    const [source, ...others] = sourcesOf(catalog);
    expect(others).toEqual([]);
    const programs = await programsOf(source ? [source] : []);
    expect(programs.map((program) => ProgramDocument.parse(program))).toEqual(seedsOf(catalog));
  });

  it("give PROSEC as far as a CommonGrants opportunity carries it, conditions and all", async () => {
    const programs = await programsOf(sourcesOf("prosec"));
    expect(programs).toEqual(seedsOf("prosec").map((program) => carries(COMMON_GRANTS, program)));
  });

  it("give what a table can hold of the state trusts, a feed for each agency", async () => {
    const sources = sourcesOf("fideicomisos-estatales");
    const owners = seeds.agencies.value.map(({ slug }) => slug);
    for (const { owner } of sources) expect(owners).toContain(owner);
    const programs = (await programsOf(sources)) as { slug: string }[];
    const wanted = seedsOf("fideicomisos-estatales").map(
      ({ slug, name, description, kind, jurisdiction, supports }) => ({
        slug,
        name,
        description,
        kind,
        jurisdiction: expect.objectContaining({ level: jurisdiction.level, state: jurisdiction.state }),
        supports: expect.objectContaining({ kinds: supports.kinds }),
      }),
    );
    expect(programs).toHaveLength(wanted.length);
    expect(programs).toEqual(expect.arrayContaining(wanted.map((program) => expect.objectContaining(program))));
    expect(programs.find(({ slug }) => slug === "focrece")).toMatchObject({
      jurisdiction: { state: "MX-NLE" },
      supports: { amounts: [{ concerns: { es: "préstamo" }, type: "max", value: "7500", currency: "USD" }] },
      requirements: [
        { id: "requisito-1", role: "requirement", basis: "stated", cite: ["fuente"] },
        { id: "requisito-2" },
      ],
      status: [{ code: "unknown", attestedOn: "2017-05", confidence: "stated", cite: ["fuente"] }],
      citations: [{ id: "fuente", document: "004" }],
    });
  });

  it("are the sources of a file, each with a key of its own", () => {
    const rows = parse(sourcesFile(publishers)) as Source[];
    expect(rows).toEqual(publishers.flatMap(({ sources }) => sources));
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it("behave as they are told, and say how they can", async () => {
    const [{ publisher, sources } = { publisher: undefined, sources: [] }] = publishers;
    const [source = sourceAt("json", "")] = sources;
    const tell = (body: string) => fetch(`${publisher?.origin}/__demo`, { method: "POST", body });
    expect((await tell('{"mode":"on fire"}')).status).toBe(400);
    expect((await tell("x")).status).toBe(400);
    expect(await (await tell('{"mode":"broken"}')).json()).toMatchObject({
      mode: "broken",
      modes: { slow: { es: expect.any(String), en: expect.any(String) } },
    });
    expect(await outcomeOf(reading, source)).toBe("refused: status 500");
    expect((await tell('{"mode":"well"}')).status).toBe(200);
    expect(await outcomeOf(reading, source)).toBe(1);
    expect(await (await fetch(`${publisher?.origin}/__demo`)).json()).toMatchObject({ mode: "well" });
    expect((await fetch(`${publisher?.origin}/elsewhere`)).status).toBe(404);
  });
});
