import { answersOf, NEIGHBOUR, statesOf } from "../../kit/answers.js";
import { PROGRAM } from "../../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";

const BOTH = statesOf("MX-CHH", "MX-DUR");

let gateway: TestGateway;
let clock: Date;
beforeEach(async () => {
  clock = new Date("2026-11-24T18:00:00Z");
  gateway = await startTestGateway({}, { now: () => clock });
});
afterEach(() => gateway.close());

/** Publishes changes of the program for women and has everybody told. */
async function publish(patch: object, input: object = {}) {
  await deskOf(gateway).published({ [PROGRAM]: patch }, input);
  await gateway.upkeep();
}

const open = () => gateway.database.query("select from rule_change where done_at is null");

describe("a firm that asks to be told when an answer changes for it", () => {
  it("is told once that it was refused and is eligible now, of which program and since when, and nothing else", async () => {
    const { firm, told } = answersOf(gateway);
    const { id } = await firm();
    await publish(BOTH);
    await gateway.upkeep();
    const { program } = await gateway.read("query ($slug: ID!) { program(slug: $slug) { id } }", { slug: PROGRAM });
    expect(await told()).toEqual([
      {
        businessId: id,
        programId: program.id,
        from: "INELIGIBLE",
        to: "ELIGIBLE",
        inForceFrom: "2026-11-24",
        at: "2026-11-24T18:00:00.000Z",
      },
    ]);
  });

  it("is told each way an answer can change, and not where it stays", async () => {
    const { firm, told } = answersOf(gateway);
    const { state: _, ...somewhere } = NEIGHBOUR;
    const either = await firm({ profile: { ...somewhere, oneOf: [{ fact: "state", values: ["MX-CHH", "MX-DUR"] }] } });
    const neighbour = await firm();
    for (const state of ["MX-CHH", "MX-SON"]) await firm({ profile: { ...NEIGHBOUR, state } });
    await firm({ profile: somewhere });
    await publish(BOTH);
    await publish(statesOf("MX-CHH"));
    const movesOf = async ({ id }: { readonly id: string }) =>
      (await told()).flatMap(({ businessId, from, to }) => (businessId === id ? [`${from} > ${to}`] : []));
    expect(await movesOf(either)).toEqual(["UNDETERMINED > ELIGIBLE", "ELIGIBLE > UNDETERMINED"]);
    expect(await movesOf(neighbour)).toEqual(["INELIGIBLE > ELIGIBLE", "ELIGIBLE > INELIGIBLE"]);
    expect(await told()).toHaveLength(4);
  });

  it("is not told of new texts", async () => {
    const { firm, told } = answersOf(gateway);
    await firm();
    await publish({
      acronym: "PMCH",
      requirements: { "is-woman": { text: { es: "Es una mujer.", en: "Is a woman." } } },
    });
    expect(await told()).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it("is told on the day that the edition comes into force, and not when it is approved", async () => {
    const { firm, told } = answersOf(gateway);
    await firm();
    await publish(BOTH, { effectiveOn: "2026-12-01" });
    expect(await told()).toEqual([]);
    clock = new Date("2026-12-01T18:00:00Z");
    await gateway.upkeep();
    expect(await told()).toMatchObject([{ to: "ELIGIBLE", inForceFrom: "2026-12-01" }]);
  });

  it("is told of the numbers of identity only what follows from them: a woman by her CURP", async () => {
    const { firm, told } = answersOf(gateway);
    await firm({ profile: { state: "MX-DUR", wantsToWork: true, curp: "HEGG560427MVZRRL04" } });
    await publish(BOTH);
    expect(await told()).toMatchObject([{ from: "INELIGIBLE", to: "ELIGIBLE" }]);
    expect(JSON.stringify(await told())).not.toMatch(/HEGG|MX-DUR|female/i);
  });
});

describe("a firm that is not told", () => {
  it("did not ask, asked for something else, asked too late, withdrew it, or is suppressed", async () => {
    const { firm, consent, withdraw, suppress, told } = answersOf(gateway);
    await firm({ consents: [] });
    await firm({ consents: ["NOTICES", "IMPACT_PREVIEWS"] });
    await withdraw(await firm(), "ANSWER_CHANGES");
    await suppress(await firm());
    const late = await firm({ consents: [] });
    await deskOf(gateway).published({ [PROGRAM]: BOTH });
    clock = new Date(clock.getTime() + 1_000);
    await consent(late, "ANSWER_CHANGES");
    await gateway.upkeep();
    expect(await told()).toEqual([]);
    expect(await open()).toEqual([]);
  });
});

describe("several gateways on one store", () => {
  it("tell each firm once, however many work at it at once", async () => {
    const { firm, told } = answersOf(gateway);
    const others = await Promise.all(
      [1, 2].map(() => startTestGateway({}, { now: () => clock, store: gateway.store })),
    );
    for (let at = 0; at < 250; at += 25) await Promise.all(Array.from({ length: 25 }, () => firm()));
    await deskOf(gateway).published({ [PROGRAM]: BOTH });
    const all = [gateway, ...others];
    while ((await open()).length > 0) await Promise.all(all.map((one) => one.upkeep()));
    const firms = (await told()).map(({ businessId }) => businessId);
    expect(firms).toHaveLength(250);
    expect(new Set(firms).size).toBe(250);
    for (const other of others) await other.close();
  });

  it("go on where one broke off, and tell nobody twice", async () => {
    const { firm, told } = answersOf(gateway);
    for (let at = 0; at < 150; at += 25) await Promise.all(Array.from({ length: 25 }, () => firm()));
    await deskOf(gateway).published({ [PROGRAM]: BOTH });
    // The second batch fails after it was judged, as if the gateway were killed then.
    await gateway.database.query(`create function break_off() returns trigger language plpgsql as $$
      begin
        if old.reached is not null then raise exception 'killed'; end if;
        return new;
      end $$`);
    await gateway.database.query(
      "create trigger break_off before update on rule_change for each row execute function break_off()",
    );
    await expect(gateway.upkeep()).rejects.toThrow();
    expect(await told()).toHaveLength(100);
    await gateway.database.query("drop trigger break_off on rule_change");
    await gateway.upkeep();
    const firms = (await told()).map(({ businessId }) => businessId);
    expect(firms).toHaveLength(150);
    expect(new Set(firms).size).toBe(150);
  });
});

describe("what a firm told", () => {
  it("is opened only as far as the rules ask, and what cannot be opened is tried again without loss", async () => {
    const { firm, told } = answersOf(gateway);
    const { id } = await firm();
    const spoil = (fact: string) =>
      gateway.database.query<{ told: Buffer }>(
        "update business_fact set told = '\\x00' where fact = $1 returning (select told from business_fact b where b.fact = $1)",
        [fact],
      );
    await spoil("workers");
    const [state] = await spoil("state");
    await deskOf(gateway).published({ [PROGRAM]: BOTH });
    await expect(gateway.upkeep()).rejects.toThrow();
    await deskOf(gateway).published({ [PROGRAM]: statesOf("MX-CHH") });
    await expect(gateway.upkeep()).rejects.toThrow();
    expect(await told()).toEqual([]);
    await gateway.database.query("update business_fact set told = $1 where fact = 'state'", [state!.told]);
    await gateway.upkeep();
    expect(await told()).toMatchObject([
      { businessId: id, from: "INELIGIBLE", to: "ELIGIBLE" },
      { businessId: id, from: "ELIGIBLE", to: "INELIGIBLE" },
    ]);
  });
});
