import { createLog } from "../../src/platform/log.js";
import { casesOf } from "../kit/case-file.js";
import { CURP, firmsOf, RFC } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { dumpOf } from "../kit/whole-store.js";

/** What stands nowhere else: identifiers, an address, figures and words of one firm. */
const CANARIES = [RFC, CURP, "canario@pajarera.mx", "7654321.12", "29057", "Canarios amarillos", "Se vende alpiste"];
const PROFILE = { rfc: RFC, curp: CURP, annualSalesMxn: "7654321.12", municipality: "29057", workers: 4 };

const lines: string[] = [];
let gateway: TestGateway;
let id: string;
beforeAll(async () => {
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  gateway = await startTestGateway({}, { log });
  const { done: onFirm, register, ask } = firmsOf(gateway);
  const firm = await register("rosa", { name: "Pajarera", email: "canario@pajarera.mx", profile: PROFILE });
  id = firm.id;
  await onFirm("rosa", "updateBusiness", { businessId: id, version: 1, profile: { annualSalesMxn: "7654321.12" } });
  await ask("rosa", "updateBusiness", { businessId: id, version: 1, email: "canario@pajarera.mx" });
  await ask("rosa", "registerBusiness", { name: "Pajarera", profile: { ...PROFILE, curp: `${CURP.slice(0, 17)}9` } });
  const { openCall, send, done, programId } = casesOf(gateway);
  const call = await openCall();
  let { application } = await send("rosa", "startApplication", {
    businessId: id,
    programId: await programId(),
    callId: call.id,
  });
  application = await done("rosa", "fillApplication", application, {
    title: "Canarios amarillos",
    description: "Se vende alpiste al mayoreo y al menudeo.",
    requestedAmount: "1000",
  });
  application = await done("rosa", "submitApplication", application, { insist: true });
  await send("rosa", "sendMessage", {
    applicationId: application.id,
    body: `Mi RFC es ${RFC}: Se vende alpiste`,
    internal: false,
  });
});
afterAll(() => gateway.close());

const keyOf = (globalId: string) => Buffer.from(globalId, "base64url").toString().split(":")[1];

describe("what a firm tells", () => {
  it("stands in no table as it was told, in no way of writing bytes down", async () => {
    const dump = await dumpOf(gateway.database);
    expect(dump.length).toBeGreaterThan(100_000);
    expect(dump).toContain(keyOf(id));
    for (const canary of CANARIES) {
      for (const form of [
        canary,
        canary.toLowerCase(),
        Buffer.from(canary).toString("hex"),
        Buffer.from(canary).toString("base64").slice(0, -4),
      ]) {
        expect([canary, dump.includes(form)]).toEqual([canary, false]);
      }
    }
  });

  it("is nowhere in the log, at the lowest level, also of what failed", async () => {
    const statements: string[] = [];
    const stop = gateway.database.onStatement((sql) => statements.push(sql));
    await firmsOf(gateway).firm("rosa", id);
    stop();
    // Something fails inside, with the firm's own values at hand.
    await gateway.database.query("alter table business_fact rename to mislaid");
    const { errors } = await firmsOf(gateway).ask("rosa", "updateBusiness", {
      businessId: id,
      version: 2,
      profile: PROFILE,
    });
    expect(errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    await gateway.database.query("alter table mislaid rename to business_fact");
    const log = lines.join("");
    expect(log).toContain("a resolver failed");
    for (const canary of CANARIES) {
      expect([canary, log.includes(canary), statements.join("").includes(canary)]).toEqual([canary, false, false]);
    }
  });

  it("does not open where it was not sealed: moved to another row, to another column, or altered", async () => {
    const { register, as, firm } = firmsOf(gateway);
    const other = await register("eva", {
      email: "eva@otra.mx",
      profile: { rfc: "SAT970701NN3", workers: 9, formal: true },
    });
    const [mine, hers] = [keyOf(id), keyOf(other.id)];
    const { query } = gateway.database;
    const spoil = async (sql: string, values: readonly unknown[]) => {
      await query.call(gateway.database, sql, values);
      const { data, errors } = await as("eva").ask(
        "query ($id: ID!) { business(id: $id) { rfc curp email facts { values } } }",
        { id: other.id },
      );
      expect(errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
      for (const canary of CANARIES) expect(JSON.stringify({ data, errors })).not.toContain(canary);
    };
    const saved = await query.call(gateway.database, "select rfc, curp, email from business where id = $1", [hers]);
    const mend = async () => {
      const [row] = saved as { rfc: Buffer; curp: Buffer | null; email: Buffer }[];
      await query.call(gateway.database, "update business set rfc = $2, curp = $3, email = $4 where id = $1", [
        hers,
        row?.rfc,
        row?.curp,
        row?.email,
      ]);
      expect(await firm("eva", other.id)).toMatchObject({ rfc: "SAT970701NN3", email: "eva@otra.mx" });
    };
    await spoil("update business set rfc = (select rfc from business where id = $2) where id = $1", [hers, mine]);
    await mend();
    await spoil("update business set curp = rfc where id = $1", [hers]);
    await mend();
    await spoil(
      "update business set email = set_byte(email, length(email) - 1, get_byte(email, length(email) - 1) # 1) where id = $1",
      [hers],
    );
    await mend();
    await spoil(
      "update business_fact set told = (select told from business_fact where business_id = $2 and fact = 'workers') where business_id = $1 and fact = 'workers'",
      [hers, mine],
    );
    await spoil(
      "update business_fact set told = (select told from business_fact where business_id = $1 and fact = 'formal') where business_id = $1 and fact = 'workers'",
      [hers],
    );
  });
});
