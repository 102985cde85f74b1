import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
const CASES = `{ program(slug: "${PROGRAM}") { goldenCases { id title profile expected { code } } } }`;
/** Whether she wants to work is asked for too, and she did not say. */
const OWNER_OF_DELICIAS = {
  title: { es: "Una dueña de Delicias", en: "An owner in Delicias" },
  profile: { state: "MX-CHH", ownerGender: "FEMALE" },
  expected: "UNDETERMINED",
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

describe("firms that are agreed on beforehand", () => {
  it("are published with the program, and hold back a change of its rules that forgets them", async () => {
    const desk = deskOf(gateway);
    await desk.published({ [PROGRAM]: { cases: { delicias: OWNER_OF_DELICIAS } } });
    expect((await gateway.read(CASES)).program.goldenCases).toEqual([
      {
        id: "delicias",
        title: "Una dueña de Delicias",
        profile: OWNER_OF_DELICIAS.profile,
        expected: { code: "UNDETERMINED" },
      },
    ]);

    const onlySonora = { "in-mx-chh": { rule: { oneOf: { fact: "state", values: ["MX-SON"] } } } };
    const draft = await desk.draft({ [PROGRAM]: { requirements: onlySonora } });
    const refused = await desk.send("editor", "submitRevision", { revisionId: draft.id, version: draft.version });
    expect(refused).toMatchObject({ __typename: "RevisionNotReady" });
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ kind: { code: "CASE_FAILS" }, path: ["cases", "0", "expected"] }),
    );

    const madeToFit = await desk.done("editor", "editRevision", draft, {
      changes: [{ program: PROGRAM, patch: { cases: { delicias: { expected: "INELIGIBLE" } } } }],
    });
    const seen = await desk
      .as("approver")
      .read(`{ revision(id: "${madeToFit.id}") { findings { kind { code } severity { code } message } } }`);
    expect(seen.revision.findings).toContainEqual({
      kind: { code: "CASE_ALTERED" },
      severity: { code: "WARNING" },
      message: "el caso «Una dueña de Delicias» ya no es el que se convino",
    });
  });
});
