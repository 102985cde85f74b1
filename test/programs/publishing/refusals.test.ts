import { randomUUID } from "node:crypto";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { DESK, deskOf } from "../../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
let gateway: TestGateway;
const now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const entries = () =>
  gateway.database.query<{ action: string; actor: string; to_state: string }>(
    "select action, actor, to_state from ledger_entry where action like 'refused:%' order by id",
  );
const rows = async () =>
  (await gateway.database.query<{ count: number }>("select count(*)::int as count from revision"))[0]?.count;

describe("a change to another agency's program", () => {
  it("is refused, with nothing written but that it was tried", async () => {
    const { ask } = deskOf(gateway);
    const [before, tried] = [await rows(), (await entries()).length];
    const { errors } = await ask("neighbour", "draftRevision", {
      title: "Ajeno",
      reason: "Quiero cambiarlo.",
      changes: [{ program: PROGRAM, patch: { acronym: "X" } }],
    });
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(await rows()).toBe(before);
    expect((await entries()).slice(tried)).toEqual([
      { action: "refused:draftRevision", actor: "editor-9", to_state: "FORBIDDEN" },
    ]);
  });

  it("is as if it did not exist where it is a revision", async () => {
    const { as, ask, draft } = deskOf(gateway);
    const { id, version } = await draft({ [PROGRAM]: { acronym: "PMCH" } });
    expect((await as("neighbour").read("query ($id: ID!) { revision(id: $id) { id } }", { id })).revision).toBeNull();
    const { errors } = await ask("neighbour", "submitRevision", { revisionId: id, version });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.revisionId" });
  });

  it("is possible by leave of the agency, until a day, and not once it is taken back", async () => {
    const { as, ask, draft } = deskOf(gateway);
    const { delegatePublishing } = await as("approver").read(
      "mutation ($input: DelegatePublishingInput!) { delegatePublishing(input: $input) { id delegateSlug } }",
      { input: { clientMutationId: randomUUID(), to: "inadem", until: "2199-01-01" } },
    );
    expect(delegatePublishing.delegateSlug).toBe("inadem");
    const delegate = { role: "agency_editor", sub: "editor-7", agency: "inadem" } as const;
    const { id, version } = await draft({ [PROGRAM]: { acronym: "PM" } }, {}, delegate);
    await as("approver").read(
      "mutation ($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { revokedAt } }",
      {
        input: { clientMutationId: randomUUID(), delegationId: delegatePublishing.id },
      },
    );
    const { errors } = await ask(delegate, "submitRevision", { revisionId: id, version });
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

describe("an approval", () => {
  it("is never by who worked on the revision, under any role or session, and every attempt is kept", async () => {
    const { send, done, draft } = deskOf(gateway);
    const [both, tried] = [{ ...DESK.approver, sub: "editor-1" }, (await entries()).length];
    const submitted = await done("editor", "submitRevision", await draft({ [PROGRAM]: { acronym: "A" } }));
    const attempt = () => send(both, "approveRevision", { revisionId: submitted.id, version: submitted.version });
    const answers = await Promise.all(Array.from({ length: 20 }, attempt));
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(["RevisionNeedsOtherEyes"]));
    expect((await entries()).slice(tried)).toEqual(
      Array.from({ length: 20 }, () => ({
        action: "refused:approveRevision",
        actor: "editor-1",
        to_state: "RevisionNeedsOtherEyes",
      })),
    );
    // Who only sent it is one who worked on it too.
    const other = await done("approver", "submitRevision", await draft({ [PROGRAM]: { acronym: "B" } }));
    expect(await send("approver", "approveRevision", { revisionId: other.id, version: other.version })).toMatchObject({
      __typename: "RevisionNeedsOtherEyes",
    });
    expect(await done("second", "approveRevision", other)).toMatchObject({ state: { code: "PUBLISHED" } });
  });

  it("is one, however many approve at once", async () => {
    const { send, done, draft } = deskOf(gateway);
    const { id, version } = await done("editor", "submitRevision", await draft({ [PROGRAM]: { acronym: "C" } }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send({ ...DESK.approver, sub: `approver-${index}` }, "approveRevision", { revisionId: id, version }),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === "RevisionChanged")).toHaveLength(1);
    const published = await gateway.database.query(
      "select from revision_event where revision_id = (select id from revision where title = 'Cambio de prueba' order by created_at desc limit 1) and what = 'publish'",
    );
    expect(published.length).toBeLessThanOrEqual(1);
  });
});

describe("two editors at once", () => {
  it("with the same version: one is kept, the others see what it is now", async () => {
    const { send, draft } = deskOf(gateway);
    const { id, version } = await draft({ [PROGRAM]: { acronym: "D" } });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        send(index % 2 ? "editor" : "colleague", "editRevision", { revisionId: id, version, title: `Título ${index}` }),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === "RevisionChanged")).toHaveLength(1);
    const stale = answers.filter(({ __typename }) => __typename === "RevisionVersionStale");
    expect(stale).toHaveLength(99);
    expect(stale.every(({ revision }) => revision.version === version + 1)).toBe(true);
  });

  it("with drafts of different fields: both are published, the second on top of the first", async () => {
    const { done, draft, published } = deskOf(gateway);
    const mine = await draft({ [PROGRAM]: { aliases: ["Programa de la Mujer"] } });
    await published({ [PROGRAM]: { acronym: "PMC" } }, {}, "colleague");
    await done("second", "approveRevision", await done("editor", "submitRevision", mine));
    const { program } = await gateway.read("query ($slug: ID!) { program(slug: $slug) { acronym aliases } }", {
      slug: PROGRAM,
    });
    expect(program).toEqual({ acronym: "PMC", aliases: ["Programa de la Mujer"] });
  });

  it("with drafts of the same field: the second hears field by field what conflicts, and makes its change again", async () => {
    const { send, done, draft, published } = deskOf(gateway);
    const mine = await draft({ [PROGRAM]: { acronym: "MIO" } });
    const { base } = {
      base: (await gateway.read("query ($slug: ID!) { program(slug: $slug) { acronym } }", { slug: PROGRAM })).program
        .acronym,
    };
    await published({ [PROGRAM]: { acronym: "SUYO" } }, {}, "colleague");
    const asked = { revisionId: mine.id, version: mine.version };
    const conflict = { program: PROGRAM, path: ["acronym"], base, mine: "MIO", theirs: "SUYO" };
    for (const mutation of ["submitRevision", "rebaseRevision"])
      expect(await send("editor", mutation, asked)).toMatchObject({
        __typename: "RevisionConflict",
        conflicts: [conflict],
      });
    const rebased = await done("editor", "rebaseRevision", mine, {
      changes: [{ program: PROGRAM, patch: { acronym: "AMBOS" } }],
    });
    expect(await done("approver", "approveRevision", await done("editor", "submitRevision", rebased))).toMatchObject({
      state: { code: "PUBLISHED" },
    });
  });
});

describe("an effective day", () => {
  it("may be a past one of the current edition, and not one of an edition that has ended", async () => {
    const { send, published, draft } = deskOf(gateway);
    const slug = "chihuahua-program-for-women";
    await published({ [slug]: { acronym: "ENERO" } }, { effectiveOn: "2026-12-24" }, "colleague");
    const past = await send("editor", "draftRevision", {
      title: "Hacia atrás",
      reason: "Se publicó tarde.",
      effectiveOn: "1999-01-01",
      changes: [{ program: slug, patch: { acronym: "VIEJO" } }],
    });
    expect(past).toMatchObject({ __typename: "EffectiveDateClosed", program: slug, earliest: "2026-11-24" });
    expect(await draft({ [slug]: { acronym: "HOY" } }, { effectiveOn: "2026-11-24" })).toMatchObject({
      effectiveOn: "2026-11-24",
    });
  });
});

describe("a list that is asked for with what is no program", () => {
  it.each(["a\0b", "' OR 1=1--", "Ñ", "x".repeat(81)])("says so by field: %j", async (program) => {
    const { as } = deskOf(gateway);
    for (const [field, query] of [
      ["program", "query ($program: ID) { revisions(program: $program) { totalCount } }"],
      ["filter.program", "query ($program: ID) { programChanges(filter: { program: $program }) { totalCount } }"],
    ] as const)
      expect((await as("editor").ask(query, { program })).errors?.[0]?.extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field,
      });
  });
});

describe("what is sent in a draft", () => {
  const cases: readonly (readonly [string, object, string])[] = [
    [
      "a program twice",
      {
        changes: [
          { program: PROGRAM, patch: { acronym: "X" } },
          { program: PROGRAM, patch: {} },
        ],
      },
      "input.changes[1].program",
    ],
    ["neither patch nor document", { changes: [{ program: PROGRAM }] }, "input.changes[0]"],
    ["both", { changes: [{ program: PROGRAM, patch: {}, document: {} }] }, "input.changes[0]"],
    ["no program at all", { changes: [] }, "input.changes"],
    ["what is no slug", { changes: [{ program: "../etc", patch: {} }] }, "input.changes[0].program"],
    [
      "a patch of a program that is not there",
      { changes: [{ program: "no-such", patch: {} }] },
      "input.changes[0].program",
    ],
    ["another slug", { changes: [{ program: PROGRAM, patch: { slug: "otro" } }] }, "input.changes[0].patch.slug"],
    [
      "another first day",
      { changes: [{ program: PROGRAM, patch: { inForceFrom: "2020-01-01" } }] },
      "input.changes[0].patch.inForceFrom",
    ],
    ["NUL in a text", { changes: [{ program: PROGRAM, patch: { acronym: "a\0b" } }] }, "input.changes[0].patch"],
    ["half a character", { changes: [{ program: PROGRAM, patch: { acronym: "\ud800" } }] }, "input.changes[0].patch"],
    ["a title of nothing", { title: " " }, "input.title"],
    ["a reason too short", { reason: "no" }, "input.reason"],
  ];

  it.each(cases)("is refused by field, with nothing written: %s", async (_what, input, field) => {
    const { ask } = deskOf(gateway);
    const before = await rows();
    const whole = {
      title: "Cambio",
      reason: "Para probar.",
      changes: [{ program: PROGRAM, patch: { acronym: "X" } }],
      ...input,
    };
    const { errors } = await ask("editor", "draftRevision", whole);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    expect(await rows()).toBe(before);
  });

  it("cannot poison objects, nor set what the gateway decides", async () => {
    const { ask } = deskOf(gateway);
    const text = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`;
    const { errors } = await ask("editor", "draftRevision", {
      title: "Cambio",
      reason: "Para probar.",
      changes: [{ program: PROGRAM, patch: JSON.parse(text) }],
    });
    expect(errors?.[0]?.extensions.code).toBe("BAD_REQUEST");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    for (const extra of [{ state: "PUBLISHED" }, { agency: "fojal" }, { approvedBy: "yo" }]) {
      const answer = await ask("editor", "draftRevision", {
        title: "Cambio",
        reason: "Para probar.",
        changes: [],
        ...extra,
      });
      expect(answer.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});
