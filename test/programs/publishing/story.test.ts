import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const read = async (asOf?: string) =>
  (
    await gateway.read("query ($slug: ID!, $asOf: Date) { program(slug: $slug, asOf: $asOf) { name description } }", {
      slug: PROGRAM,
      asOf,
    })
  ).program;

const DESCRIPTION = {
  es: "Apoyo para mujeres que trabajan por su cuenta en Chihuahua.",
  en: "Support for women who work for themselves in Chihuahua.",
};

describe("a ministry's editor who corrects a program", () => {
  it("drafts, is checked, has it approved by a second person, sees it take effect, and has it rolled back", async () => {
    const { as, send, done, draft } = deskOf(gateway);
    const before = (await read()).description;

    let revision = await draft({ [PROGRAM]: { description: DESCRIPTION } });
    expect(revision).toMatchObject({ state: { code: "DRAFT" }, version: 1, changes: [{ slug: PROGRAM }] });
    expect((await read()).description).toBe(before);

    revision = await done("editor", "submitRevision", revision);
    expect(revision).toMatchObject({ state: { code: "SUBMITTED" } });
    expect(
      await send("approver", "editRevision", { revisionId: revision.id, version: revision.version, title: "Otro" }),
    ).toMatchObject({
      __typename: "RevisionMoveNotAllowed",
    });
    revision = await done("approver", "approveRevision", revision);
    expect(revision).toMatchObject({
      state: { code: "PUBLISHED" },
      approvedBy: "approver-1",
      changes: [{ slug: PROGRAM, publishedAs: 2 }],
    });
    expect((await read()).description).toBe(DESCRIPTION.es);
    expect((await read("2026-11-23")).description).toBe(before);

    // A later one, for a day to come.
    const later = await draft({ [PROGRAM]: { acronym: "PMCH" } }, { effectiveOn: "2026-12-01" });
    const scheduled = await done("approver", "approveRevision", await done("editor", "submitRevision", later));
    expect(scheduled).toMatchObject({ state: { code: "SCHEDULED" } });
    await gateway.upkeep(now);
    now = new Date("2026-12-01T12:00:00Z");
    await gateway.upkeep(now);
    const { revision: onTime } = await as("editor").read(
      "query ($id: ID!) { revision(id: $id) { state { code } timeline { nodes { what { code } by { code } } } } }",
      { id: later.id },
    );
    expect(onTime.state.code).toBe("PUBLISHED");
    expect(onTime.timeline.nodes.at(-1)).toEqual({ what: { code: "PUBLISH" }, by: { code: "SYSTEM" } });
    expect((await read()).description).toBe(DESCRIPTION.es);

    // The first is rolled back; what came later stays.
    const undo = await send("approver", "rollBackRevision", { revisionId: revision.id, reason: "El texto era otro." });
    expect(undo).toMatchObject({ __typename: "RevisionChanged", revision: { rollsBackId: revision.id } });
    const sent = await done("approver", "submitRevision", undo.revision);
    expect(await send("approver", "approveRevision", { revisionId: sent.id, version: sent.version })).toMatchObject({
      __typename: "RevisionNeedsOtherEyes",
    });
    await done("second", "approveRevision", sent);
    expect((await read()).description).toBe(before);
    const { program } = await gateway.read("query ($slug: ID!) { program(slug: $slug) { acronym } }", {
      slug: PROGRAM,
    });
    expect(program.acronym).toBe("PMCH");
    const { revision: undone } = await as("auditor").read("query ($id: ID!) { revision(id: $id) { state { code } } }", {
      id: revision.id,
    });
    expect(undone.state.code).toBe("ROLLED_BACK");
  });
});
