import { randomUUID } from "node:crypto";
import { readGlobalId } from "../../src/graph/node.js";
import { casesOf } from "../kit/case-file.js";
import type { TestGateway } from "../kit/gateway.js";
import { twoGateways } from "./races/budget-race.js";

let gateway: TestGateway;
let other: TestGateway;
const now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  [gateway, other] = await twoGateways(() => now);
});

const CALL = `query ($id: ID!) { call(id: $id) {
  state { code } closedAt closedBecause { code label } closesWhenRequested requested { amount currency } version } }`;
const read = async (id: string) => (await gateway.read(CALL, { id })).call;
const closings = async (id: string) => {
  const key = readGlobalId(id).key;
  const told = await gateway.database.query("select from outbox_event where topic = 'call.closed' and subject = $1", [
    key,
  ]);
  const entered = await gateway.database.query<{ action: string; to_state: string }>(
    "select action, to_state from ledger_entry where object_type = 'Call' and object_id = $1 order by id",
    [key],
  );
  return { told: told.length, entered };
};

describe("a call that closes when a multiple of its budget is asked for", () => {
  it("closes by itself with the application that reaches the sum, says why, and takes no more", async () => {
    const { openCall, registerFirm, submitted, draft, send } = casesOf(gateway);
    const call = await openCall({ budget: "80000", closesWhenRequested: "1.25" });
    const late = await draft(call.id, await registerFirm());
    await submitted(call.id, await registerFirm());
    expect(await read(call.id)).toMatchObject({
      state: { code: "OPEN" },
      closedBecause: null,
      closesWhenRequested: "1.25",
      requested: null,
    });
    expect((await submitted(call.id, await registerFirm())).state.code).toBe("SUBMITTED");
    expect(await read(call.id)).toMatchObject({
      state: { code: "CLOSED" },
      closedAt: "2026-11-24T18:00:00Z",
      closedBecause: { code: "DEMAND", label: "Se pidió lo que debía cerrarla" },
      requested: null,
      version: call.version + 1,
    });
    expect(
      await send("rosa", "submitApplication", { applicationId: late.id, version: late.version, insist: true }),
    ).toMatchObject({ __typename: "ProgramNotOpen", why: { code: "CLOSED" } });
    expect(await closings(call.id)).toEqual({
      told: 1,
      entered: [
        { action: "open_call", to_state: "open" },
        { action: "close_call", to_state: "closed" },
      ],
    });
  });

  it("takes exactly as many of 20 that are handed in at once at two gateways as reach the sum", async () => {
    const { openCall, registerFirm, draft } = casesOf(gateway);
    // Each asks for 50,000: the sixth comes to 300,000 or more.
    const call = await openCall({ budget: "100000", closesWhenRequested: "2.9" });
    const drafts = [];
    for (let firm = 0; firm < 20; firm++) drafts.push(await draft(call.id, await registerFirm()));
    const answers = await Promise.all(
      drafts.map(({ id, version }, index) =>
        casesOf(index % 2 ? gateway : other).send("rosa", "submitApplication", {
          applicationId: id,
          version,
          insist: true,
        }),
      ),
    );
    const told = Map.groupBy(answers, ({ __typename }) => __typename);
    expect([told.get("ApplicationChanged")?.length, told.get("ProgramNotOpen")?.length]).toEqual([6, 14]);
    expect(await read(call.id)).toMatchObject({
      closedBecause: { code: "DEMAND" },
      requested: { amount: "300000.00", currency: "MXN" },
    });
    expect((await closings(call.id)).told).toBe(1);
  });

  it("does not count what was withdrawn", async () => {
    const { openCall, registerFirm, submitted, done } = casesOf(gateway);
    const call = await openCall({ budget: "50000", closesWhenRequested: "2" });
    await done("rosa", "withdrawApplication", await submitted(call.id, await registerFirm()));
    await submitted(call.id, await registerFirm());
    expect((await read(call.id)).state.code).toBe("OPEN");
  });
});

describe("a call without such a multiple", () => {
  it("stays open however much is asked for, and says that its agency closed it when it did", async () => {
    const { as, openCall, registerFirm, submitted } = casesOf(gateway);
    const call = await openCall({ budget: "50000" });
    for (let firm = 0; firm < 3; firm++) await submitted(call.id, await registerFirm());
    expect(await read(call.id)).toMatchObject({
      state: { code: "OPEN" },
      closesWhenRequested: null,
      requested: { amount: "150000.00" },
    });
    await as("editor").read("mutation ($input: CloseCallInput!) { closeCall(input: $input) { __typename } }", {
      input: { clientMutationId: randomUUID(), callId: call.id, version: call.version },
    });
    expect(await read(call.id)).toMatchObject({ closedBecause: { code: "AGENCY" } });
  });

  it.each([
    [{ closesWhenRequested: "2" }, "input.closesWhenRequested"],
    [{ budget: "100", closesWhenRequested: "0.99" }, "input.closesWhenRequested"],
    [{ budget: "100", closesWhenRequested: "100.01" }, "input.closesWhenRequested"],
    [{ budget: "100", closesWhenRequested: "1.005" }, "input.closesWhenRequested"],
    [{ budget: "0" }, "input.budget"],
    [{ closesOn: "2025-12-31" }, "input.closesOn"],
    [{ criteria: [{ code: "impact", es: "Impacto", en: "Impact", max: 10, weight: 9_999 }] }, "input.criteria"],
  ])("is not opened with what cannot be: %j", async (input, field) => {
    const { as, programId } = casesOf(gateway);
    const { errors } = await as("editor").ask(
      "mutation ($input: OpenCallInput!) { openCall(input: $input) { __typename } }",
      {
        input: {
          clientMutationId: randomUUID(),
          programId: await programId(),
          titleEs: "Convocatoria",
          titleEn: "A call for",
          opensOn: "2026-01-01",
          ...input,
        },
      },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});
