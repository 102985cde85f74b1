import { createImpactOnFirms } from "../../../src/eligibility/kept-firms/impact-on-firms.js";
import { KeptFirms } from "../../../src/eligibility/kept-firms/kept-firms.js";
import { NOBODY } from "../../../src/graph/identity/caller.js";
import { answersOf, NEIGHBOUR, statesOf } from "../../kit/answers.js";
import { PROGRAM } from "../../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";
import { deskOf, type Someone } from "../../kit/publishing.js";
import { countStatements } from "../../kit/statements.js";

const LINE =
  "firms before { eligible ineligible undetermined } after { eligible ineligible undetermined } gain lose becomeUndetermined";
const QUERY = `query ($id: ID!) { revision(id: $id) { changes { slug impactOnFirmsHere { value ${LINE} } } } }`;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway();
});
afterEach(() => gateway.close());

/** What an editor sees of changes to programs over the firms of this window. */
async function seen(patches: Readonly<Record<string, object>>, who: Someone = "editor") {
  const { as, draft } = deskOf(gateway);
  const { id } = await draft(patches);
  return (await as(who).read(QUERY, { id })).revision.changes;
}
const widened = async () => (await seen({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") }))[0].impactOnFirmsHere;

const firms = (count: number, one: object = {}) =>
  Promise.all(Array.from({ length: count }, () => answersOf(gateway).firm({ consents: ["IMPACT_PREVIEWS"], ...one })));

describe("an editor who looks at what a drafted change does to the firms of this window", () => {
  it("sees how many of twelve that consented it lets in", async () => {
    await firms(12);
    expect(await widened()).toEqual({
      value: null,
      firms: 12,
      before: { eligible: 0, ineligible: 12, undetermined: 0 },
      after: { eligible: 12, ineligible: 0, undetermined: 0 },
      gain: 12,
      lose: 0,
      becomeUndetermined: 0,
    });
  });

  it("sees nothing of nine, not even that none of them loses", async () => {
    await firms(9);
    expect(await widened()).toBeNull();
  });

  it("sees no figure from which one of fewer than ten could be worked out", async () => {
    await firms(12);
    await firms(5, { profile: { ...NEIGHBOUR, state: "MX-SON" } });
    const { firms: all, before, after, gain, lose } = await widened();
    expect({ all, before, after, gain, lose }).toEqual({
      all: 17,
      before: { eligible: 0, ineligible: 17, undetermined: 0 },
      after: { eligible: null, ineligible: null, undetermined: 0 },
      gain: null,
      lose: 0,
    });
  });

  it("counts neither who did not consent to it, nor who withdrew that or is suppressed", async () => {
    const { withdraw, suppress } = answersOf(gateway);
    const [one, other] = await firms(12);
    await firms(3, { consents: ["NOTICES", "ANSWER_CHANGES"] });
    await withdraw(one!, "IMPACT_PREVIEWS");
    await suppress(other!);
    expect((await widened()).firms).toBe(10);
  });

  it("counts firms beyond the first batch, each once", async () => {
    for (let batch = 0; batch < 5; batch++) await firms(42);
    expect((await widened()).firms).toBe(210);
  });

  it("has the firms read once for the same change, and never for a profile without its shape", async () => {
    await firms(12);
    const { as, draft } = deskOf(gateway);
    const { id } = await draft({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") });
    const read = () => as("editor").read(QUERY, { id });
    const sql = await countStatements(gateway.database, read);
    const again = await countStatements(gateway.database, read);
    expect(sql - again).toBe(2);
    const broken = await seen({ [PROGRAM]: { requirements: { "is-woman": { role: "nonsense" } } } });
    expect(broken[0].impactOnFirmsHere).toBeNull();
  });

  it("has them read once for all changes that are asked for together", async () => {
    let readings = 0;
    const read = async () => {
      readings += 1;
      return Array.from({ length: 12 }, (_, at) => ({
        key: String(at),
        facts: [{ fact: "state", form: "exact", values: [at < 2 ? "MX-CHH" : "MX-DUR"] }],
        rfc: null,
        curp: null,
      }));
    };
    const preview = createImpactOnFirms({
      database: gateway.database,
      firms: new KeptFirms({ read, codes: OFFICIAL_CODES }),
      now: () => new Date(),
      pace: async () => undefined,
    });
    const inStates = (...values: readonly string[]) =>
      [{ id: "state", role: "requirement", rule: { oneOf: { fact: "state", values } } }] as const;
    const before = inStates("MX-SON");
    const [some, all] = await Promise.all([
      preview(NOBODY, before, inStates("MX-DUR")),
      preview(NOBODY, before, inStates("MX-DUR", "MX-CHH")),
    ]);
    expect([some?.gains, all?.gains, readings]).toEqual([null, 12, 1]);
  });

  it("tries no more changes than work asks for: the same one again is free, and a colleague goes on", async () => {
    const hurried = await startTestGateway({ PREVIEWS_AN_HOUR: "2" }, { store: gateway.store });
    await firms(12);
    const { as, draft } = deskOf(hurried);
    const ask = async (who: Someone, ...states: readonly string[]) => {
      const { id } = await draft({ [PROGRAM]: statesOf("MX-CHH", ...states) });
      const { errors } = await as(who).ask(QUERY, { id });
      return errors?.[0]?.extensions.code;
    };
    expect(await ask("editor", "MX-DUR")).toBeUndefined();
    expect(await ask("editor", "MX-SON")).toBeUndefined();
    expect(await ask("editor", "MX-COA")).toBe("TOO_MANY_REQUESTS");
    expect(await ask("editor", "MX-DUR")).toBeUndefined();
    expect(await ask("colleague", "MX-COA")).toBeUndefined();
    await hurried.close();
  });

  it("learns nothing of any one firm: an auditor reads the same figures, and others not even the draft", async () => {
    await firms(12);
    const { as, draft } = deskOf(gateway);
    const { id } = await draft({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") });
    expect((await as("auditor").read(QUERY, { id })).revision.changes[0].impactOnFirmsHere.gain).toBe(12);
    expect((await as("neighbour").read(QUERY, { id })).revision).toBeNull();
  });
});
