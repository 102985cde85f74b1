import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePopulation } from "../../../src/eligibility/impact/population/files.js";
import { startTestGateway } from "../../kit/gateway.js";
import { directoryOf } from "../../kit/population.js";
import { deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
const IMPACT = `query ($id: ID!) { revision(id: $id) { changes {
  differences { label kind before after }
  impact { all { firms before { eligible ineligible } after { eligible ineligible } gain lose becomeUndetermined }
           byState { value gain lose } factsNotTold gainer loser undeterminedShare } } } }`;

/** So many women and men, who all want to work, of each state. */
const lines = (of: Readonly<Record<string, number>>) =>
  `state,ownerGender,wantsToWork\n${Object.entries(of)
    .map(([line, count]) => `${line},true\n`.repeat(count))
    .join("")}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "impact-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("an editor who looks at a drafted change", () => {
  it("sees how many firms it lets in and turns away, where, and a kind of firm each way", async () => {
    const file = join(folder, "firms.population");
    await writePopulation(
      file,
      directoryOf(lines({ "MX-CHH,female": 300, "MX-CHH,male": 200, "MX-DUR,female": 150, "MX-SON,female": 30 })),
    );
    const gateway = await startTestGateway({ POPULATION_FILE: file });
    const { as, draft } = deskOf(gateway);
    const { id } = await draft({
      [PROGRAM]: {
        requirements: {
          "in-mx-chh": {
            text: {
              es: "El solicitante opera en los estados de Chihuahua o Durango.",
              en: "The applicant operates in the states of Chihuahua or Durango.",
            },
            rule: { oneOf: { fact: "state", values: ["MX-CHH", "MX-DUR"] } },
          },
        },
      },
    });
    const [change] = (await as("editor").read(IMPACT, { id })).revision.changes;
    expect(change.differences.map(({ label, kind }: { label: string; kind: string }) => [label, kind])).toEqual([
      ["Requisitos › in-mx-chh › Texto › en español", "CHANGED"],
      ["Requisitos › in-mx-chh › Texto › en inglés", "CHANGED"],
      ["Requisitos › in-mx-chh › Regla", "CHANGED"],
    ]);
    expect(change.impact).toMatchObject({
      all: { before: { eligible: 300 }, after: { eligible: 450 }, gain: 150, lose: 0, becomeUndetermined: 0 },
      factsNotTold: [],
      gainer: { state: "MX-DUR" },
      loser: null,
      undeterminedShare: 0,
    });
    expect(change.impact.byState).toContainEqual({ value: "MX-DUR", gain: 150, lose: 0 });
    await gateway.close();
  });

  it("is told that there is none where no directory is loaded, and sees the rest all the same", async () => {
    const gateway = await startTestGateway();
    const { as, draft } = deskOf(gateway);
    const { id } = await draft({ [PROGRAM]: { acronym: "PMCH" } });
    expect((await as("auditor").read(IMPACT, { id })).revision.changes).toEqual([
      { differences: [{ label: "Siglas", kind: "ADDED", before: null, after: "PMCH" }], impact: null },
    ]);
    await gateway.close();
  });
});

describe("a draft with faults", () => {
  it("names each by place, in both languages, and is not submitted", async () => {
    const gateway = await startTestGateway();
    const { as, send, draft } = deskOf(gateway);
    const wrong = { requirements: { "is-woman": { rule: { oneOf: { fact: "ownerGendre", values: ["female"] } } } } };
    const { id, version } = await draft({ [PROGRAM]: wrong });
    const refused = await send("editor", "submitRevision", { revisionId: id, version });
    expect(refused).toMatchObject({
      __typename: "RevisionNotReady",
      findings: [
        {
          program: PROGRAM,
          kind: { code: "UNKNOWN_FACT" },
          severity: { code: "ERROR" },
          path: expect.arrayContaining(["requirements"]),
        },
      ],
    });
    expect(refused.findings[0].message).toMatch(/ownerGender/);
    const { revision } = await as("editor").read(
      "query ($id: ID!) { revision(id: $id) { findings { message } } }",
      { id },
      {
        "accept-language": "en",
      },
    );
    expect(revision.findings[0].message).toMatch(/ownerGender/);
    await gateway.close();
  });
});
