import { randomUUID } from "node:crypto";
import { readGlobalId } from "../../../src/graph/node.js";
import { approval, fireAll, GRANT_CENTS, pesos, twoGateways } from "../../applications/races/budget-race.js";
import { casesOf, PROGRAM } from "../../kit/case-file.js";
import type { TestGateway } from "../../kit/gateway.js";
import { deskOf, type RevisionRead } from "../../kit/publishing.js";
import { seedApplications } from "../../kit/seed-applications.js";

let gateway: TestGateway;
let other: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  [gateway, other] = await twoGateways(() => now);
});

const CALL = {
  titleEs: "Talleres de costura 2026",
  titleEn: "Sewing workshops 2026",
  opensOn: "2026-11-24",
  closesOn: "2026-12-18",
  budget: "500000",
  mostPerApplication: "60000",
  closesWhenRequested: "2",
  criteria: [{ code: "impact", es: "Impacto", en: "Impact", max: 10, weight: 10_000 }],
  terms: [{ clock: "ANSWER", days: 5 }],
};
const opening = (change: object = {}, program = PROGRAM) => ({ program, open: { ...CALL, ...change } });
const altering = ({ id: callId, version }: { id: string; version: number }, change: object) => ({
  program: PROGRAM,
  alter: { callId, version, ...change },
});
type CallRead = { id: string; version: number };
const callOf = ({ calls }: RevisionRead) => calls[0]?.call as CallRead;
const keyOf = ({ id }: { id: string }) => readGlobalId(id).key;

const read = async (id: string) =>
  (
    await gateway.read(
      `query ($id: ID!) { call(id: $id) { id version title agencySlug opensOn closesOn closesWhenRequested
         state { code } closedBecause { code } budget { amount } program { slug } } }`,
      { id },
    )
  ).call;
const entries = (call: { id: string }) =>
  gateway.database.query<{ action: string; actor: string; version: number }>(
    "select action, actor, object_version as version from ledger_entry where object_type = 'Call' and object_id = $1 order by id",
    [keyOf(call)],
  );
const told = async (call: { id: string }) =>
  (
    await gateway.database.query<{ topic: string }>(
      "select topic from outbox_event where subject = $1 order by position",
      [keyOf(call)],
    )
  ).map(({ topic }) => topic);
const stateOf = async (id: string) =>
  (await deskOf(gateway).as("auditor").read("query ($id: ID!) { revision(id: $id) { state { code } } }", { id }))
    .revision.state.code;
const opened = async (change: object = {}) => callOf(await deskOf(gateway).published({}, { calls: [opening(change)] }));

describe("a call that is published with its program", () => {
  it("is drafted, approved by a second person, opened with the program's new edition, and firms apply to it", async () => {
    const { done, draft, send } = deskOf(gateway);
    const drafted = await draft({ [PROGRAM]: { acronym: "PMC" } }, { calls: [opening()] });
    expect(drafted.calls).toEqual([
      {
        id: expect.any(String),
        action: { code: "OPEN" },
        slug: PROGRAM,
        callVersion: null,
        proposed: { ...CALL, evidence: [], terms: [{ ...CALL.terms[0], natural: false }] },
        base: null,
        call: null,
        findings: [],
      },
    ]);
    const submitted = await done("editor", "submitRevision", drafted);
    const asked = { revisionId: submitted.id, version: submitted.version };
    expect(
      await send({ role: "agency_approver", sub: "editor-1", agency: "ichmujer" }, "approveRevision", asked),
    ).toMatchObject({
      __typename: "RevisionNeedsOtherEyes",
    });
    const published = await done("approver", "approveRevision", submitted);
    expect(published).toMatchObject({ state: { code: "PUBLISHED" }, changes: [{ publishedAs: 2 }] });

    const call = callOf(published);
    expect(await read(call.id)).toMatchObject({
      version: 1,
      title: CALL.titleEs,
      agencySlug: "ichmujer",
      opensOn: CALL.opensOn,
      closesOn: CALL.closesOn,
      closesWhenRequested: "2.00",
      state: { code: "OPEN" },
      budget: { amount: "500000.00" },
      program: { slug: PROGRAM },
    });
    expect(await entries(call)).toEqual([{ action: "open_call", actor: "system", version: 1 }]);
    expect(await told(call)).toEqual(["call.opened"]);
    const { registerFirm, submitted: handedIn } = casesOf(gateway);
    expect((await handedIn(call.id, await registerFirm())).state.code).toBe("SUBMITTED");
  });

  it("waits for its day with it, and is opened once, however many gateways look after that", async () => {
    const { done, draft } = deskOf(gateway);
    const drafted = await draft({}, { effectiveOn: "2026-12-01", calls: [opening({ opensOn: "2026-12-01" })] });
    const scheduled = await done("approver", "approveRevision", await done("editor", "submitRevision", drafted));
    expect(scheduled).toMatchObject({ state: { code: "SCHEDULED" }, calls: [{ call: null }] });
    const before = now;
    now = new Date("2026-12-01T12:00:00Z");
    await Promise.all([gateway.upkeep(now), other.upkeep(now)]);
    expect(await stateOf(drafted.id)).toBe("PUBLISHED");
    now = before;
    expect(await gateway.database.query("select from call where opens_on = '2026-12-01'")).toHaveLength(1);
  });

  it("may be of a program that the same revision brings", async () => {
    const { program } = await gateway.read("query ($slug: ID!) { program(slug: $slug) { name } }", { slug: PROGRAM });
    const [row] = await gateway.database.query<{ document: Record<string, unknown> }>(
      `select v.document from program_version v join program p on p.id = v.program_id
        where p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force)`,
      [PROGRAM],
    );
    const { published } = deskOf(gateway);
    const slug = "a-new-program-for-women";
    const name = { es: `${program.name} nuevo`, en: "A new program for women" };
    const revision = await published(
      {},
      { changes: [{ program: slug, document: { ...row?.document, slug, name } }], calls: [opening({}, slug)] },
    );
    expect(revision.state.code).toBe("PUBLISHED");
    expect((await read(callOf(revision).id)).program.slug).toBe(slug);
  });
});

describe("a call that is altered by a revision", () => {
  it("has other terms once that is published, and others may close it, each time by two people", async () => {
    const { published } = deskOf(gateway);
    const call = await opened();
    const altered = await published(
      {},
      { calls: [altering(call, { closesOn: "2026-12-31", budget: "750000.5", closesWhenRequested: null })] },
    );
    expect(altered.calls[0]).toMatchObject({
      action: { code: "ALTER" },
      callVersion: 1,
      base: { closesOn: "2026-12-18", budget: "500000.00", closesWhenRequested: "2.00" },
      proposed: { closesOn: "2026-12-31", budget: "750000.50", closesWhenRequested: null },
    });
    const after = await read(call.id);
    expect(after).toMatchObject({
      version: 2,
      closesOn: "2026-12-31",
      budget: { amount: "750000.50" },
      closesWhenRequested: null,
    });
    const closed = await published({}, { calls: [altering(after, { close: true })] });
    expect(closed.calls[0]).toMatchObject({ action: { code: "CLOSE" } });
    expect(await read(call.id)).toMatchObject({
      state: { code: "CLOSED" },
      closedBecause: { code: "AGENCY" },
      version: 3,
    });
    expect((await entries(call)).map(({ action }) => action)).toEqual(["open_call", "alter_call", "close_call"]);
    expect(await told(call)).toEqual(["call.opened", "call.altered", "call.closed"]);
  });

  it("closes at once where it is already asked for what its new multiple sets", async () => {
    const { published } = deskOf(gateway);
    const call = await opened({ budget: "100000", closesWhenRequested: null });
    await seedApplications(gateway.database, call.id, { state: "submitted", count: 3, requestedCents: 5_000_000 });
    await published({}, { calls: [altering(call, { closesWhenRequested: "1.5" })] });
    expect(await read(call.id)).toMatchObject({ closedBecause: { code: "DEMAND" } });
    expect((await entries(call)).map(({ action }) => action)).toEqual(["open_call", "alter_call", "close_call"]);
  });

  it("is refused where it changed since it was read, in the draft, at the approval and at the publication", async () => {
    const { send, done, draft, published } = deskOf(gateway);
    const call = await opened();
    const stale = { __typename: "RevisionCallStale", call: { id: call.id, version: 2 } };
    const [submitted, drafted] = [
      await done("editor", "submitRevision", await draft({}, { calls: [altering(call, { budget: "600000" })] })),
      await draft({}, { calls: [altering(call, { budget: "700000" })] }),
    ];
    const later = await draft({}, { effectiveOn: "2026-11-25", calls: [altering(call, { budget: "800000" })] });
    const scheduled = await done("approver", "approveRevision", await done("editor", "submitRevision", later));
    await published({}, { calls: [altering(call, { budget: "550000" })] }, "colleague");

    const input = { title: "Otra vez", reason: "Así se decidió.", calls: [altering(call, { budget: "1" })] };
    expect(await send("editor", "draftRevision", input)).toMatchObject({ ...stale, drafted: null });
    const { version } = drafted;
    expect(await send("editor", "submitRevision", { revisionId: drafted.id, version })).toMatchObject(stale);
    expect(
      await send("approver", "approveRevision", { revisionId: submitted.id, version: submitted.version }),
    ).toMatchObject(stale);
    const before = now;
    now = new Date("2026-11-25T12:00:00Z");
    await gateway.upkeep(now);
    expect(await stateOf(scheduled.id)).toBe("DRAFT");
    now = before;
    expect((await read(call.id)).budget.amount).toBe("550000.00");

    // What both changed is said field by field; what only one did is carried over.
    expect(await send("editor", "rebaseRevision", { revisionId: drafted.id, version })).toMatchObject({
      __typename: "RevisionConflict",
      conflicts: [
        { path: ["calls", keyOf(call), "budget"], base: "500000.00", mine: "700000.00", theirs: "550000.00" },
      ],
    });
    const again = await done("editor", "editRevision", drafted, {
      calls: [altering({ id: call.id, version: 2 }, { closesOn: "2026-12-20" })],
    });
    expect(again.calls).toHaveLength(1);
    await published({}, { calls: [altering({ id: call.id, version: 2 }, { budget: "560000" })] }, "colleague");
    const rebased = await done("editor", "rebaseRevision", again);
    expect(rebased.calls[0]).toMatchObject({ callVersion: 3, base: { budget: "560000.00" } });
    await done("approver", "approveRevision", await done("editor", "submitRevision", rebased));
    expect(await read(call.id)).toMatchObject({ budget: { amount: "560000.00" }, closesOn: "2026-12-20", version: 4 });
  });

  it("never has less money than is granted already, whenever it was granted", async () => {
    const { ask, send, done, draft } = deskOf(gateway);
    const call = await opened();
    const drafted = await draft({}, { calls: [altering(call, { budget: "400000" })] });
    const submitted = await done("editor", "submitRevision", drafted);
    const grant = { state: "approved", count: 1, requestedCents: 45_000_000, awardedCents: 45_000_000 } as const;
    await seedApplications(gateway.database, call.id, grant);
    expect(
      await send("approver", "approveRevision", { revisionId: submitted.id, version: submitted.version }),
    ).toMatchObject({
      __typename: "RevisionNotReady",
      findings: expect.arrayContaining([
        expect.objectContaining({ kind: { code: "BELOW_GRANTED" }, path: ["calls", "0", "alter", "budget"] }),
      ]),
    });
    const { errors } = await ask("editor", "draftRevision", {
      title: "Menos dinero",
      reason: "Hubo un recorte.",
      calls: [altering(call, { budget: "449999.99" })],
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.calls[0].alter.budget",
      allowed: { min: "450000.00" },
    });
  });
});

describe("a budget that is cut while money is granted from it", () => {
  it("is cut to no less than what is granted, or not at all", async () => {
    const { send, done, draft } = deskOf(gateway);
    const call = await opened({ budget: pesos(20 * GRANT_CENTS), closesWhenRequested: null });
    const firms = await seedApplications(gateway.database, call.id, {
      state: "recommended",
      count: 10,
      requestedCents: GRANT_CENTS,
    });
    const cut = altering(call, { budget: pesos(5 * GRANT_CENTS) });
    const { id: revisionId, version } = await done("editor", "submitRevision", await draft({}, { calls: [cut] }));
    const [answer] = await Promise.all([
      send("approver", "approveRevision", { revisionId, version }),
      fireAll([gateway, other], firms.map(approval), 7),
    ]);
    const [{ budget, granted } = { budget: 0, granted: 0 }] = await gateway.database.query<{
      budget: number;
      granted: number;
    }>("select budget_cents::float8 as budget, granted_cents::float8 as granted from call where id = $1", [
      keyOf(call),
    ]);
    const published = answer.revision?.state.code === "PUBLISHED";
    expect(budget).toBe((published ? 5 : 20) * GRANT_CENTS);
    expect(granted).toBe((published ? 5 : 10) * GRANT_CENTS);
  });
});

describe("a revision with calls that is rolled back", () => {
  const rollBack = (revision: RevisionRead) =>
    deskOf(gateway).send("approver", "rollBackRevision", { revisionId: revision.id, reason: "Fue un error." });
  const approved = async (draft: RevisionRead) => {
    const { done } = deskOf(gateway);
    return done("second", "approveRevision", await done("approver", "submitRevision", draft));
  };

  it("closes the call that it opened while nobody has applied", async () => {
    const revision = await deskOf(gateway).published({}, { calls: [opening()] });
    const undo = await rollBack(revision);
    expect(undo).toMatchObject({ __typename: "RevisionChanged", revision: { calls: [{ action: { code: "CLOSE" } }] } });
    expect((await approved(undo.revision)).state.code).toBe("PUBLISHED");
    expect((await read(callOf(revision).id)).state.code).toBe("CLOSED");
    expect(await stateOf(revision.id)).toBe("ROLLED_BACK");
  });

  it("is refused once somebody has, before it is drafted and after", async () => {
    const { send, done, published } = deskOf(gateway);
    const revision = await published({}, { calls: [opening()] });
    const undo = await rollBack(revision);
    const sent = await done("approver", "submitRevision", undo.revision);
    await seedApplications(gateway.database, callOf(revision).id, {
      state: "submitted",
      count: 1,
      requestedCents: 1_000,
    });
    expect(await send("second", "approveRevision", { revisionId: sent.id, version: sent.version })).toMatchObject({
      __typename: "RevisionNotReady",
      findings: [{ kind: { code: "CALL_IN_USE" } }],
    });
    expect(await rollBack(revision)).toMatchObject({
      __typename: "RevisionCallKept",
      call: { id: callOf(revision).id },
      revision: { id: revision.id },
    });
    expect(await stateOf(revision.id)).toBe("PUBLISHED");
  });

  it("gives an altered call its terms back, unless they were altered again", async () => {
    const { published } = deskOf(gateway);
    const call = await opened();
    const revision = await published({}, { calls: [altering(call, { closesOn: "2026-12-31" })] });
    const undo = await rollBack(revision);
    await approved(undo.revision);
    expect(await read(call.id)).toMatchObject({ closesOn: CALL.closesOn, version: 3 });

    const other = await published({}, { calls: [altering({ id: call.id, version: 3 }, { budget: "600000" })] });
    await published({}, { calls: [altering({ id: call.id, version: 4 }, { budget: "700000" })] });
    expect(await rollBack(other)).toMatchObject({
      __typename: "RevisionConflict",
      conflicts: [{ base: "600000.00", mine: "500000.00", theirs: "700000.00" }],
    });
  });
});

describe("a draft with calls", () => {
  it("may be edited: one call more, another left out, but never none of anything", async () => {
    const { ask, done, draft } = deskOf(gateway);
    let revision = await draft({}, { calls: [opening()] });
    const [first] = revision.calls;
    const { errors } = await ask("editor", "editRevision", {
      revisionId: revision.id,
      version: revision.version,
      dropCalls: [first?.id],
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.drop" });
    revision = await done("editor", "editRevision", revision, {
      calls: [opening({ titleEs: "Otra convocatoria" })],
      dropCalls: [first?.id],
    });
    expect(revision.calls).toMatchObject([{ proposed: { titleEs: "Otra convocatoria" } }]);
    const { revisions } = await deskOf(gateway)
      .as("editor")
      .read("query ($program: ID!) { revisions(program: $program) { nodes { id } } }", { program: PROGRAM });
    expect(revisions.nodes).toContainEqual({ id: revision.id });
  });

  it("tells what is doubtful in them, and what time has made wrong since", async () => {
    const { send, done, draft } = deskOf(gateway);
    const drafted = await draft(
      {},
      { calls: [opening({ opensOn: "2026-11-01", closesOn: "2026-11-24", mostPerApplication: null })] },
    );
    const codes = (found: readonly { kind: { code: string } }[]) => found.map(({ kind }) => kind.code);
    expect(codes((drafted.calls[0] as never as { findings: { kind: { code: string } }[] }).findings)).toEqual([
      "OPENS_EARLIER",
      "CLOSED_BY_ONE",
    ]);
    const submitted = await done("editor", "submitRevision", drafted);
    const before = now;
    now = new Date("2026-11-26T18:00:00Z");
    const answer = await send("approver", "approveRevision", { revisionId: submitted.id, version: submitted.version });
    now = before;
    expect([answer.__typename, codes(answer.findings)]).toEqual([
      "RevisionNotReady",
      ["PAST_DAY", "OPENS_EARLIER", "CLOSED_BY_ONE"],
    ]);
    expect(answer.findings[0].path).toEqual(["calls", "0", "open", "closesOn"]);
  });

  it("is not opened for a program or a call of another agency, but by its leave, for that agency", async () => {
    const { as, ask, done, draft } = deskOf(gateway);
    const call = await opened();
    const input = (calls: object[]) => ({ title: "Ajena", reason: "Quiero abrirla.", calls });
    for (const calls of [[opening()], [altering(call, { close: true })]]) {
      const { errors } = await ask("neighbour", "draftRevision", input(calls));
      expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
    const { errors } = await ask(
      "editor",
      "draftRevision",
      input([{ ...altering(call, { close: true }), program: "prosec" }]),
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.calls[0].alter.callId" });

    const { delegatePublishing } = await as("approver").read(
      "mutation ($input: DelegatePublishingInput!) { delegatePublishing(input: $input) { id } }",
      { input: { clientMutationId: randomUUID(), to: "inadem", until: "2199-01-01" } },
    );
    const delegate = { role: "agency_editor", sub: "editor-7", agency: "inadem" } as const;
    const approver = { role: "agency_approver", sub: "approver-7", agency: "inadem" } as const;
    const theirs = await done(delegate, "submitRevision", await draft({}, { calls: [opening()] }, delegate));
    const published = await done(approver, "approveRevision", theirs);
    expect(await read(callOf(published).id)).toMatchObject({ agencySlug: "ichmujer" });

    // One that waits for its day when the leave is taken back is not published.
    const later = await draft({}, { effectiveOn: "2026-11-25", calls: [opening()] }, delegate);
    const scheduled = await done(approver, "approveRevision", await done(delegate, "submitRevision", later));
    await as("approver").read("mutation ($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { id } }", {
      input: { clientMutationId: randomUUID(), delegationId: delegatePublishing.id },
    });
    const before = now;
    now = new Date("2026-11-25T12:00:00Z");
    await gateway.upkeep(now);
    now = before;
    expect(await stateOf(scheduled.id)).toBe("DRAFT");
  });

  const call = "Q2FsbDowMTkzNWYzNC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA";
  const alter = (change: object) => [{ program: PROGRAM, alter: { callId: call, version: 1, ...change } }];
  const cases: readonly (readonly [string, object[], string, string?])[] = [
    ["neither open nor alter", [{ program: PROGRAM }], "input.calls[0]"],
    ["both", [{ ...opening(), ...alter({ close: true })[0] }], "input.calls[0]"],
    ["what is no program's key", [opening({}, "../etc")], "input.calls[0].program"],
    [
      "a last day that has passed",
      [opening({ opensOn: "2026-11-01", closesOn: "2026-11-23" })],
      "input.calls[0].open.closesOn",
    ],
    ["a last day before the first", [opening({ closesOn: "2026-11-23" })], "input.calls[0].open.closesOn"],
    ["a multiple without a budget", [opening({ budget: null })], "input.calls[0].open.closesWhenRequested"],
    ["a multiple below one", [opening({ closesWhenRequested: "0.5" })], "input.calls[0].open.closesWhenRequested"],
    ["no money", [opening({ budget: "0" })], "input.calls[0].open.budget"],
    [
      "weights that do not sum",
      [opening(), opening({ criteria: [{ ...CALL.criteria[0], weight: 1 }] })],
      "input.calls[1].open.criteria",
    ],
    ["a term too long", [opening({ terms: [{ clock: "ANSWER", days: 1_001 }] })], "input.calls[0].open.terms[0].days"],
    ["an alteration of nothing", alter({}), "input.calls[0].alter.callId"],
    ["an end with other terms", alter({ close: true, budget: "1" }), "input.calls[0].alter.close"],
    ["a call twice", [...alter({ close: true }), ...alter({ close: true })], "input.calls[1].alter.callId"],
    ["a call that is not there", alter({ close: true }), "input.calls[0].alter.callId", "NOT_FOUND"],
    ["what is no call", alter({ callId: "x", close: true }), "input.calls[0].alter.callId"],
    ["nothing at all", [], "input.changes"],
  ];
  it.each(cases)(
    "is refused by field, with nothing written: %s",
    async (_what, calls, field, code = "BAD_USER_INPUT") => {
      const rows = () => gateway.database.query("select from revision");
      const before = (await rows()).length;
      const { errors } = await deskOf(gateway).ask("editor", "draftRevision", {
        title: "Cambio",
        reason: "Para probar.",
        calls,
      });
      expect(errors?.[0]?.extensions).toMatchObject({ code, field });
      expect((await rows()).length).toBe(before);
    },
  );
});
