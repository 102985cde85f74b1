import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { readConfig } from "../../src/config.js";
import { cipherOf, SEALED_COLUMNS } from "../../src/house/encryption.js";
import { createFieldCipher, type FieldKey } from "../../src/platform/field-cipher.js";
import { createLog } from "../../src/platform/log.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { resealFields } from "../../src/platform/reseal.js";
import { casesOf } from "../kit/case-file.js";
import { CURP, firmsOf, RFC } from "../kit/firms.js";
import { startTestGateway } from "../kit/gateway.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";
import { insertFirms, onStore, resealCrowd } from "./reseal-crowd.js";

const key = (id: string): FieldKey => ({ id, key: randomBytes(32) });
const setting = (...keys: readonly FieldKey[]) =>
  keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",");

let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
});
afterEach(() => store.drop());

const openGateway = (...keys: readonly FieldKey[]) =>
  startTestGateway(keys.length === 0 ? {} : { ENCRYPTION_KEYS: setting(...keys) }, { store });

/** A firm with one of everything that is sealed, and how it is read. */
async function fill(gateway: Awaited<ReturnType<typeof openGateway>>) {
  const { register } = firmsOf(gateway);
  const { openCall, send, done, programId } = casesOf(gateway);
  const { id: businessId } = await register("rosa", {
    email: "rosa@bordados.mx",
    profile: { rfc: RFC, curp: CURP, workers: 4, state: "MX-CHH" },
  });
  const call = await openCall();
  let { application } = await send("rosa", "startApplication", {
    businessId,
    programId: await programId(),
    callId: call.id,
  });
  application = await done("rosa", "fillApplication", application, {
    title: "Taller de bordado",
    description: "Dos máquinas y un curso para bordar.",
    requestedAmount: "1000",
  });
  application = await done("rosa", "submitApplication", application, { insist: true });
  application = await done("editor", "requestInformation", application, {
    items: [{ code: "OTHER", text: "Falta un recibo." }],
  });
  application = await done("rosa", "answerInformationRequest", application, { answer: "Aquí va el recibo." });
  await send("rosa", "sendMessage", {
    applicationId: application.id,
    body: "¿Cuándo habrá respuesta?",
    internal: false,
  });
  return { businessId, applicationId: application.id };
}

async function readAll(
  gateway: Awaited<ReturnType<typeof openGateway>>,
  { businessId, applicationId }: Awaited<ReturnType<typeof fill>>,
) {
  const { as, firm } = firmsOf(gateway);
  const { application } = await as("rosa").read(
    `query ($id: ID!) { application(id: $id) { title description applicant { name rfc facts { fact values } }
      timeline { nodes { reason } } informationRequests { items { text } answer } messages { nodes { body } } } }`,
    { id: applicationId },
  );
  return { firm: await firm("rosa", businessId), application };
}

describe("a key that is changed", () => {
  it("leaves what it sealed readable; sealed again, that is read without it, and no longer with it alone", async () => {
    const [old, fresh] = [key("2025"), key("2026")];
    let gateway = await openGateway(old);
    const made = await fill(gateway);
    const before = await readAll(gateway, made);
    await gateway.close();

    gateway = await openGateway(fresh, old);
    expect(await readAll(gateway, made)).toEqual(before);
    const { stdout } = await promisify(execFile)(
      join(PACKAGE_ROOT, "node_modules/.bin/node"),
      [join(PACKAGE_ROOT, "dist/src/cli/reseal.js")],
      {
        env: { PATH: process.env.PATH, DATABASE_URL: urlOf(store.address), ENCRYPTION_KEYS: setting(fresh, old) },
      },
    );
    expect(stdout).toContain("business.rfc: 1\n");
    expect(stdout).toContain("business_fact.told: 2\n");
    expect(stdout).toMatch(/^11 valores con la clave «2026»/m);
    expect(await readAll(gateway, made)).toEqual(before);
    await gateway.close();

    gateway = await openGateway(fresh);
    expect(await readAll(gateway, made)).toEqual(before);
    await gateway.close();
    gateway = await openGateway(old);
    await expect(readAll(gateway, made)).rejects.toThrow("INTERNAL_SERVER_ERROR");
    await gateway.close();
  });

  it("may be the first one that is set: what the database's own key sealed stays open, and is sealed again", async () => {
    let gateway = await openGateway();
    const made = await fill(gateway);
    const before = await readAll(gateway, made);
    await gateway.close();
    const first = key("first");
    await onStore(store, async (database) => {
      const total = (await resealFields(database, await cipherOf(database, [first]), SEALED_COLUMNS)).reduce(
        (sum, { count }) => sum + count,
        0,
      );
      expect(total).toBe(11);
      await database.query("delete from gateway_secret where name = 'fields'");
    });
    gateway = await openGateway(first);
    expect(await readAll(gateway, made)).toEqual(before);
    await gateway.close();
  });
});

describe("sealing again", () => {
  it("knows every sealed column there is: all columns of bytes but digests", async () => {
    await onStore(store, async (database) => {
      const rows = await database.query<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = 'public' and data_type = 'bytea' order by 1`,
      );
      const known = [...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...NOT_SEALED];
      expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    });
  });

  it("takes 10,000 values while firms go on changing theirs, and passes over what somebody has in hand until it is free", async () => {
    const [old, fresh] = [key("old"), key("new")];
    const gateway = await openGateway(fresh, old);
    const { register, done, firm } = firmsOf(gateway);
    const { id } = await register("rosa", { profile: { workers: 1 } });
    await onStore(store, async (database) => {
      const changing = async () => {
        for (let version = 1; version <= 20; version += 1) {
          await done("rosa", "updateBusiness", { businessId: id, version, profile: { workers: version } });
        }
      };
      expect(await resealCrowd(database, { count: 10_000, old, fresh, meanwhile: changing })).toBeLessThan(30);
    });
    expect((await firm("rosa", id)).facts).toMatchObject([{ fact: "workers", values: ["20"] }]);
    await gateway.close();
  }, 120_000);

  it("stops at a value that no key opens, and changes nothing of it", async () => {
    await onStore(store, async (database) => {
      await insertFirms(database, createFieldCipher([key("lost")], randomBytes(32)), 3);
      const before = await database.query("select id, rfc from business order by id");
      await expect(resealFields(database, await cipherOf(database, [key("new")]), SEALED_COLUMNS)).rejects.toThrow(
        "not configured",
      );
      expect(await database.query("select id, rfc from business order by id")).toEqual(before);
    });
  });
});

describe("a gateway in production", () => {
  const KEYS = setting(key("2026-11"));
  it.each([
    ["says so in its log when its keys stand in the database", {}, 1],
    ["says nothing when keys are set", { ENCRYPTION_KEYS: KEYS }, 0],
  ])("%s", async (_what, settings, times) => {
    const lines: string[] = [];
    const log = createLog("warn", { write: (line) => void lines.push(line) });
    const gateway = await startTestGateway({ NODE_ENV: "production", ...settings }, { store, log });
    expect(lines.filter((line) => line.includes("ENCRYPTION_KEYS is not set"))).toHaveLength(times);
    await gateway.close();
  });

  it.each([
    ["a key that is too short", "a:AAAA"],
    ["no name", KEYS.split(":")[1] ?? ""],
    ["one name for two keys", `${KEYS},${setting(key("2026-11"))}`],
    ["the name of the database's own key", setting(key("database"))],
  ])("does not start with %s", (_what, ENCRYPTION_KEYS) => {
    expect(() => readConfig({ ENCRYPTION_KEYS })).toThrow(/ENCRYPTION_KEYS must/);
  });
});

/** Columns of bytes that hold digests, salts, public keys, signatures or secrets of the gateway's own. */
const NOT_SEALED = [
  "business.rfc_index",
  "ledger_entry.commitment",
  "ledger_salt.salt",
  "ledger_entry.actor_salt",
  "ledger_key.public_key",
  "ledger_place.previous",
  "ledger_place.leaf",
  "ledger_place.link",
  "ledger_node.hash",
  "ledger_head.root",
  "ledger_stamp.token",
  "ledger_head.link",
  "ledger_head.signature",
  "gateway_secret.value",
  "api_key.secret_hash",
];
