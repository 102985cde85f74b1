import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

describe("the official code lists", () => {
  it("have the 32 states in INEGI's order, with the codes people mix up", async () => {
    const { states } = await gateway.read("{ states { code name inegiCode curpCode abbreviation officialName } }");
    expect(states).toHaveLength(32);
    expect(states.slice(4, 8).map(({ name }: { name: string }) => name)).toEqual([
      "Coahuila",
      "Colima",
      "Chiapas",
      "Chihuahua",
    ]);
    const { queretaro, roo } = await gateway.read(
      '{ queretaro: state(code: "MX-QUE") { curpCode inegiCode } roo: state(code: "MX-ROO") { curpCode inegiCode } }',
    );
    expect(queretaro).toEqual({ curpCode: "QT", inegiCode: "22" });
    expect(roo).toEqual({ curpCode: "QR", inegiCode: "23" });
  });

  it("have all 2,478 municipalities; those newer than the census without a population", async () => {
    const data = await gateway.read(
      `{ municipalities { totalCount } newer: municipality(code: "02007") { name population2020 } queretaro: municipality(code: "22014") { name population2020 state { name } } }`,
    );
    expect(data.municipalities.totalCount).toBe(2478);
    expect(data.newer.population2020).toBeNull();
    expect(data.queretaro).toEqual({ name: "Querétaro", population2020: 1049777, state: { name: "Querétaro" } });
  });

  it("find municipalities by part of the name within a state, without accents", async () => {
    const { municipalities } = await gateway.read(
      '{ municipalities(state: "MX-GUA", search: "leon") { nodes { code name } } }',
    );
    expect(municipalities.nodes).toContainEqual({ code: "11020", name: "León" });
  });

  it("have SCIAN 2018 and 2023 with their official counts", async () => {
    const { in2018, in2023, classes } = await gateway.read(
      "{ in2018: industries(version: V2018) { totalCount } in2023: industries(version: V2023) { totalCount } classes: industries(version: V2023, level: CLASS) { totalCount } }",
    );
    expect([in2018.totalCount, in2023.totalCount, classes.totalCount]).toEqual([2119, 2115, 1086]);
  });

  it("find industries by the beginning of the code and by words of the title", async () => {
    const { byCode, byText, moved } = await gateway.read(
      `{ byCode: industries(prefix: "3364") { nodes { code level title stratificationGroup } }
         byText: industries(search: "calzado de cuero", level: CLASS) { nodes { code } }
         moved: industries(prefix: "513210") { nodes { code versions } } }`,
    );
    expect(byCode.nodes.map(({ code }: { code: string }) => code)).toEqual(["3364", "33641", "336410"]);
    expect(byCode.nodes[0].stratificationGroup).toBe("INDUSTRY");
    expect(byText.nodes.length).toBeGreaterThan(0);
    expect(moved.nodes).toEqual([{ code: "513210", versions: ["V2023"] }]);
  });

  it("page forwards and backwards over the same rows", async () => {
    const { first, last } = await gateway.read(
      `{ first: municipalities(state: "MX-QUE", first: 100) { nodes { code } } last: municipalities(state: "MX-QUE", last: 100) { nodes { code } } }`,
    );
    expect(first.nodes).toHaveLength(18);
    expect(last).toEqual(first);
  });
});
