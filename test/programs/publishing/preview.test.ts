import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { type Desk, deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
const PREVIEW = `query ($changes: [ProgramChangeInput!]!) { previewChanges(changes: $changes) {
  changes { slug program { slug } differences { path before after } impact { population } }
  findings { kind { code } code severity { code } path message } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const preview = (changes: readonly object[], who: Desk = "editor") => deskOf(gateway).as(who).ask(PREVIEW, { changes });

const written = async () =>
  (await gateway.database.query<{ count: number }>("select count(*)::int as count from revision"))[0]?.count;

describe("a change that nobody has drafted", () => {
  it("is tried: what it would be and what is wrong with it, with nothing written", async () => {
    const { data } = await preview([
      { program: PROGRAM, patch: { description: { es: "Cien pesos.", en: "A thousand 2,000 pesos." } } },
    ]);
    expect(data?.previewChanges.changes).toMatchObject([
      { slug: PROGRAM, program: { slug: PROGRAM }, impact: null, differences: [{}, {}] },
    ]);
    expect(data?.previewChanges.findings).toContainEqual(
      expect.objectContaining({
        kind: { code: "FIGURES_DIFFER" },
        code: "figures_differ",
        severity: { code: "ERROR" },
      }),
    );
    expect(await written()).toBe(0);
  });

  it("is not tried on a program of another agency, nor on none", async () => {
    const foreign = await preview([{ program: "prosec", patch: { acronym: "X" } }]);
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
    const none = await preview([{ program: "no-such-program", patch: {} }]);
    expect(none.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "changes[0].program" });
    const nothing = await preview([]);
    expect(nothing.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "changes" });
  });
});
