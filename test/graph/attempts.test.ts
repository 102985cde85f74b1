import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { globalId } from "../../src/graph/node.js";
import { BEARERS, casesOf, type Who } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

interface Kept {
  readonly action: string;
  readonly actor: string;
  readonly role: string;
  readonly agency: string | null;
  readonly object_type: string;
  readonly object_id: string;
  readonly from_state: string | null;
  readonly to_state: string;
}

const COLUMNS = "action, actor, role, agency, object_type, object_id, from_state, to_state";
const entriesOf = (gateway: TestGateway) =>
  gateway.database.query<Kept>(`select ${COLUMNS} from ledger_entry where action like 'refused:%' order by id`);

/** What `work` leaves in the ledger of attempts. */
async function leftBy(gateway: TestGateway, work: () => Promise<unknown>): Promise<readonly Kept[]> {
  const before = (await entriesOf(gateway)).length;
  await work();
  return (await entriesOf(gateway)).slice(before);
}

const keyIn = (id: string) => Buffer.from(id, "base64url").toString().split(":")[1];

/** A reviewer, and a decider of the same name: one person with two roles. */
const TWO_ROLES = { role: "agency_approver", sub: "reviewer-1", agency: "ichmujer" } as const;
const MEANWHILE = { role: "agency_editor", sub: "rosa", agency: "ichmujer" } as const;

let gateway: TestGateway;
let application: { id: string; version: number };
let call: { id: string; version: number };
let inPayment: { id: string; version: number };
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
  const { openCall, recommended, registerFirm, done, GRANT } = casesOf(gateway);
  call = await openCall();
  application = await recommended(call.id, await registerFirm());
  let paid = await recommended(call.id, await registerFirm());
  for (const [who, mutation, input] of [
    ["approver", "approveApplication", GRANT],
    ["rosa", "signAgreement", {}],
    ["approver", "signAgreement", {}],
    ["approver", "meetMilestone", { number: 1 }],
  ] as const) {
    paid = await done(who, mutation, paid, input);
  }
  inPayment = paid;
}, 60_000);
afterAll(() => gateway.close());

interface Tried {
  readonly who: Who;
  readonly mutation: string;
  readonly input: () => object;
  /** What the ledger keeps of it beside who tried. */
  readonly kept: { readonly code: string; readonly thing: () => readonly (string | undefined)[] };
}

const OF = (one: () => { readonly id: string; readonly version: number }, more: object = {}) => ({
  input: () => ({ applicationId: one().id, version: one().version, ...more }),
});
const GRANT = {
  amount: "40000",
  tranches: [{ amount: "40000", milestone: "Máquinas compradas", dueOn: "2026-12-15" }],
};
const REASON = { reason: "No procede por las reglas." };
const theApplication = (code: string, one = () => application) => ({
  code,
  thing: () => ["Application", keyIn(one().id)],
});
const nothing = { code: "FORBIDDEN", thing: () => ["Command", "none"] } as const;

const DENIED: Readonly<Record<string, Tried>> = {
  "the wrong role for a move": {
    who: "editor",
    mutation: "approveApplication",
    ...OF(() => application, GRANT),
    kept: theApplication("FORBIDDEN"),
  },
  "an approval by who recommended it": {
    who: TWO_ROLES,
    mutation: "approveApplication",
    ...OF(() => application, GRANT),
    kept: theApplication("four_eyes"),
  },
  "a payment by who recorded its milestone": {
    who: "approver",
    mutation: "payTranche",
    ...OF(() => inPayment, { number: 1 }),
    kept: theApplication("four_eyes", () => inPayment),
  },
  "work for the agency by who acted for the firm": {
    who: MEANWHILE,
    mutation: "assignApplication",
    ...OF(() => application, { to: "rosa" }),
    kept: theApplication("four_eyes"),
  },
  "another agency's application": {
    who: "neighbour",
    mutation: "rejectApplication",
    ...OF(() => application, REASON),
    kept: theApplication("NOT_FOUND"),
  },
  "another firm's application": {
    who: "stranger",
    mutation: "withdrawApplication",
    ...OF(() => application, REASON),
    kept: theApplication("NOT_FOUND"),
  },
  "another agency's call": {
    who: "neighbour",
    mutation: "closeCall",
    input: () => ({ callId: call.id, version: call.version }),
    kept: { code: "FORBIDDEN", thing: () => ["Call", keyIn(call.id)] },
  },
  "a call of another agency's program": {
    who: "neighbour",
    mutation: "openCall",
    input: () => ({ programId, titleEs: "Ajena", titleEn: "Another's", opensOn: "2026-12-01" }),
    kept: { code: "FORBIDDEN", thing: () => ["Program", keyIn(programId)] },
  },
  "an API key by who does not administer": {
    who: "approver",
    mutation: "createApiKey",
    input: () => ({ agency: "ichmujer", label: "Mía" }),
    kept: nothing,
  },
  "an access ended by who does not administer": {
    who: "approver",
    mutation: "endAccess",
    input: () => ({ subject: "window-1" }),
    kept: nothing,
  },
  "leave to publish by who does not approve": {
    who: "editor",
    mutation: "delegatePublishing",
    input: () => ({ to: "inadem", until: "2199-01-01" }),
    kept: nothing,
  },
};
/** Commands that are on no application. */
const OTHERS = ["closeCall", "openCall", "endAccess", "createApiKey", "delegatePublishing"];
let programId: string;
beforeAll(async () => {
  programId = await casesOf(gateway).programId();
});

function send({ who, mutation, input }: Pick<Tried, "who" | "mutation" | "input">) {
  const { as, ask } = casesOf(gateway);
  if (OTHERS.includes(mutation)) {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    return as(who).ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, {
      input: { clientMutationId: randomUUID(), ...input() },
    });
  }
  return ask(who, mutation, input() as never);
}

describe("what is refused for who asks", () => {
  it.each(Object.entries(DENIED))("leaves one entry: %s", async (_name, tried) => {
    const { who, mutation, kept } = tried;
    const bearer = typeof who === "string" ? BEARERS[who] : who;
    const [object_type, object_id] = kept.thing();
    const left = await leftBy(gateway, () => send(tried));
    expect(left).toEqual([
      {
        action: `refused:${mutation}`,
        actor: bearer.sub,
        role: bearer.role,
        agency: "agency" in bearer ? bearer.agency : null,
        object_type,
        object_id,
        from_state: null,
        to_state: kept.code,
      },
    ]);
  });

  it("is entered and answered alike whether the thing is there or not", async () => {
    const missing = { id: globalId("Application", randomUUID()), version: application.version };
    const answers: string[] = [];
    for (const one of [application, missing]) {
      const left = await leftBy(gateway, async () => {
        const tried = { who: "neighbour", mutation: "rejectApplication", ...OF(() => one, REASON) } as const;
        const { status, data, errors } = await send(tried);
        answers.push(JSON.stringify({ status, data, errors }));
      });
      expect(left).toMatchObject([{ to_state: "NOT_FOUND", object_id: keyIn(one.id) }]);
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it("keeps nothing of what was sent: neither a reason nor an id that is none", async () => {
    const left = await leftBy(gateway, () =>
      send({
        who: "auditor",
        mutation: "rejectApplication",
        input: () => ({ applicationId: "Zorrillo", version: 1, reason: "Zorrillo" }),
      }),
    );
    expect(left).toMatchObject([{ object_type: "Command", object_id: "none" }]);
    expect(JSON.stringify(left)).not.toContain("Zorrillo");
  });

  it("is no receipt: whoever tries does not show to the firm, nor crowd its receipts out", async () => {
    const { ledgerReceipts } = await casesOf(gateway)
      .as("rosa")
      .read("query ($id: ID!) { ledgerReceipts(objectId: $id) { action } }", { id: application.id });
    expect(ledgerReceipts.map(({ action }: { action: string }) => action)).toEqual(["submit", "recommend"]);
  });
});

const ORDINARY: Readonly<Record<string, () => Promise<unknown>>> = {
  "an old version": () =>
    send({
      who: "approver",
      mutation: "rejectApplication",
      input: () => ({ applicationId: application.id, version: 1, ...REASON }),
    }),
  "a move that the state does not allow": () =>
    send({ who: "approver", mutation: "closeApplication", ...OF(() => application, REASON) }),
  "a condition that is not met": () =>
    send({ who: "approver", mutation: "payTranche", ...OF(() => inPayment, { number: 2 }) }),
  "a value that cannot be": () =>
    send({ who: "approver", mutation: "approveApplication", ...OF(() => application, { ...GRANT, amount: "-1" }) }),
  "an id of something else": () =>
    send({
      who: "approver",
      mutation: "rejectApplication",
      input: () => ({ applicationId: call.id, version: 1, ...REASON }),
    }),
  "a key that is not good": () =>
    send({
      who: "approver",
      mutation: "rejectApplication",
      ...OF(() => application, { ...REASON, clientMutationId: "x" }),
    }),
  "nobody signed in": () =>
    gateway.ask("mutation ($input: ApproveApplicationInput!) { approveApplication(input: $input) { __typename } }", {
      input: { clientMutationId: randomUUID(), applicationId: application.id, version: 1, ...GRANT },
    }),
};

describe("what is refused for how or when it was asked", () => {
  it.each(Object.entries(ORDINARY))("leaves no entry: %s", async (_name, work) => {
    expect(await leftBy(gateway, work)).toEqual([]);
  });
});

describe("a ledger that takes no entries", () => {
  const attempt = async () => {
    const { status, data, errors } = await send(DENIED["another agency's application"] as Tried);
    return JSON.stringify({ status, data, errors });
  };

  it("for want of sealing keeps attempts all the same, and answers as ever", async () => {
    const before = await attempt();
    await gateway.database.query(
      `insert into ledger_waiting (entry_id, since) select max(id), now() - interval '5 hours' from ledger_entry
       on conflict (entry_id) do update set since = excluded.since`,
    );
    expect(await leftBy(gateway, async () => expect(await attempt()).toBe(before))).toHaveLength(1);
    await gateway.database.query("delete from ledger_waiting");
  });

  it("because it is broken changes no refusal; the log says so", async () => {
    const logged: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
    const broken = await startTestGateway({}, { log, store: gateway.store });
    const before = await attempt();
    await gateway.database.query("revoke insert on ledger_entry from ventanilla_caller");
    const { ask } = casesOf(broken);
    const { status, data, errors } = await ask("neighbour", "rejectApplication", {
      applicationId: application.id,
      version: application.version,
      ...REASON,
    });
    expect(JSON.stringify({ status, data, errors })).toBe(before);
    expect(logged.filter((line) => line.includes("could not be entered"))).toHaveLength(1);
    await gateway.database.query("grant insert on ledger_entry to ventanilla_caller");
    await broken.close();
  });
});

describe("somebody who tries a thousand times", () => {
  it("is entered as often as they may send commands, is refused all the same, and then hears to wait", async () => {
    const slow = await startTestGateway({ COMMANDS_A_MINUTE: "20" });
    const { ask } = casesOf(slow);
    const applicationId = globalId("Application", randomUUID());
    const reject = (who: Who) => ask(who, "rejectApplication", { applicationId, version: 1, ...REASON });
    const answers: string[] = [];
    for (let sent = 0; sent < 1_000; sent += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, () => reject("editor")));
      answers.push(...some.map(({ status, data, errors }) => JSON.stringify({ status, data, errors })));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("FORBIDDEN");
    expect(await entriesOf(slow)).toHaveLength(20);
    const codes = [];
    for (let sent = 0; sent < 40; sent++) codes.push((await reject("neighbour")).errors?.[0]?.extensions.code);
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(20);
    expect(codes.filter((code) => code === "TOO_MANY_REQUESTS")).toHaveLength(20);
    expect(await entriesOf(slow)).toHaveLength(40);
    await slow.close();
  }, 60_000);
});
