import { randomUUID } from "node:crypto";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { type Desk, deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
const IMPORT = `mutation ($input: ImportProgramsInput!) { importPrograms(input: $input) {
  programs { slug outcome { code } differences findings { severity { code } } }
  result { __typename ... on RevisionChanged { revision { state { code } changes { slug } } } } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const documentOf = async (slug: string): Promise<Record<string, unknown>> => {
  const [row] = await gateway.database.query<{ document: Record<string, unknown> }>(
    "select v.document from program_version v join program p on p.id = v.program_id where p.slug = $1 and superseded_at is null",
    [slug],
  );
  return row?.document ?? {};
};
const bring = (who: Desk, documents: unknown[], dryRun: boolean) =>
  deskOf(gateway)
    .as(who)
    .ask(IMPORT, {
      input: { clientMutationId: randomUUID(), title: "Carga", reason: "Carga de la dependencia.", documents, dryRun },
    });
const written = async () =>
  (await gateway.database.query<{ count: number }>("select count(*)::int as count from revision"))[0]?.count;

describe("many profiles brought at once", () => {
  it("are told apart from the catalog in a dry run that writes nothing, and become one draft", async () => {
    const same = await documentOf(PROGRAM);
    const fresh = {
      ...same,
      slug: "chihuahua-women-ii",
      name: { es: "Mujeres II", en: "Women II" },
      aliases: [],
      relations: [],
    };
    const before = await written();
    const dry = await bring("editor", [{ ...same, acronym: "PPM" }, fresh], true);
    expect(dry.data?.importPrograms).toMatchObject({
      programs: [
        { slug: PROGRAM, outcome: { code: "CHANGED" }, differences: 1, findings: [] },
        { slug: "chihuahua-women-ii", outcome: { code: "NEW" } },
      ],
      result: null,
    });
    expect(await written()).toBe(before);
    const done = await bring("editor", [{ ...same, acronym: "PPM" }, fresh], false);
    expect(done.data?.importPrograms.result).toMatchObject({
      __typename: "RevisionChanged",
      revision: { state: { code: "DRAFT" }, changes: [{ slug: PROGRAM }, { slug: "chihuahua-women-ii" }] },
    });
    const again = await bring("editor", [same], false);
    expect(again.data?.importPrograms).toMatchObject({ programs: [{ outcome: { code: "UNCHANGED" } }], result: null });
    expect(await written()).toBe((before ?? 0) + 1);
  });

  it("are refused where one is another agency's, or no profile at all, with nothing written", async () => {
    const before = await written();
    const [own, foreign] = [await documentOf(PROGRAM), await documentOf("prosec")];
    const refused = await bring("editor", [own, { ...foreign, acronym: "X" }], false);
    expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    for (const [document, field] of [
      [7, "input.documents[0].program"],
      [{ slug: "no slug" }, "input.documents[0].program"],
      [[], "input.documents[0].program"],
    ])
      expect((await bring("editor", [document], true)).errors?.[0]?.extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field,
      });
    const broken = await bring("editor", [{ slug: PROGRAM, name: "sin forma" }], true);
    expect(broken.data?.importPrograms.programs[0].findings).toContainEqual({ severity: { code: "ERROR" } });
    expect(await written()).toBe(before);
  });
});
