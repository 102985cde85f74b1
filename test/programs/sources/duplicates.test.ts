import { type Harvests, item, openHarvests, programme, SOURCE } from "../../kit/sources.js";

const FIRST = { ...SOURCE, key: "federal", catalog: "prosec" };
const SECOND = { ...SOURCE, key: "estatal", catalog: "fideicomisos-estatales" };
let world: Harvests;
beforeEach(async () => {
  world = await openHarvests([FIRST, SECOND]);
  world.publisher("federal").items = [item("nube", programme("Programa de la Nube Industrial"))];
  await world.harvest({ source: "federal" });
});
afterEach(() => world.close());

const slugs = async () =>
  (await world.database.query<{ slug: string }>("select slug from program where slug ~ 'nube' order by slug")).map(
    ({ slug }) => slug,
  );

describe("a program in the feeds of two publishers", () => {
  it("is one program where its name, agency and place are the same, and the joining is on record with its evidence", async () => {
    world.publisher("estatal").items = [item("x-1", programme("PROGRAMA DE LA NUBE INDUSTRIAL"))];
    expect(await world.harvest({ source: "estatal" })).toMatchObject({ counts: { joined: 1 } });
    expect(await slugs()).toEqual(["nube"]);
    expect(await world.item("x-1", "estatal")).toMatchObject({ state: "joined", slug: "nube" });
    const [join] = await world.database.query<{ score: number; evidence: string[] }>(
      "select score, evidence from source_join",
    );
    expect(join).toEqual({ score: 100, evidence: ["same_name", "same_agency", "same_place", "same_support"] });
    // Whatever the second says, the program is the first one's.
    world.publisher("estatal").items = [item("x-1", programme("PROGRAMA DE LA NUBE INDUSTRIAL", { acronym: "NUBE" }))];
    await world.harvest({ source: "estatal" });
    expect((await world.program("nube"))?.document.acronym).toBeUndefined();
  });

  it("waits for a person where only some of it is the same", async () => {
    const elsewhere = {
      agencies: [{ agency: "ichmujer", role: "competent_authority" }],
      jurisdiction: { level: "state", state: "MX-CHH" },
      supports: { kinds: ["credit"] },
    };
    world.publisher("estatal").items = [item("x-2", programme("Programa de la Nube Industrial", elsewhere))];
    expect(await world.harvest({ source: "estatal" })).toMatchObject({ counts: { quarantined: 1 } });
    expect((await world.item("x-2", "estatal"))?.findings).toMatchObject([
      { code: "possible_duplicate", slug: "nube" },
    ]);
  });

  it("is told from a program that only has its key", async () => {
    world.publisher("estatal").items = [
      item("nube", programme("Crédito de nubes", { supports: { kinds: ["credit"] } })),
    ];
    await world.harvest({ source: "estatal" });
    expect((await world.item("nube", "estatal"))?.findings).toMatchObject([{ code: "of_another", slug: "nube" }]);
    expect((await world.program("nube"))?.document.name).toEqual({ es: "Programa de la Nube Industrial" });
  });

  it("that one feed has twice under two keys is one as well", async () => {
    world.publisher("federal").items = [
      item("nube", programme("Programa de la Nube Industrial")),
      item("nube-bis", programme("Programa de la nube industrial")),
    ];
    expect(await world.harvest({ source: "federal" })).toMatchObject({ counts: { unchanged: 1, joined: 1 } });
    expect(await slugs()).toEqual(["nube"]);
  });
});
