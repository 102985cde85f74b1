/**
 * How many firms a second are judged by old and new rules from what they keep: for a preview, and to tell those whose answer changed.
 * `--firms`, 100,000 by default, all of which consented to both.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { v7 } from "uuid";
import { readConsentingFirms } from "../src/businesses/consenting-firms.js";
import { sealFact } from "../src/businesses/sealed-fact.js";
import { createImpactOnFirms } from "../src/eligibility/kept-firms/impact-on-firms.js";
import { KeptFirms } from "../src/eligibility/kept-firms/kept-firms.js";
import { prepareStore, type Store } from "../src/gateway.js";
import { NOBODY } from "../src/graph/identity/caller.js";
import { cipherOf } from "../src/house/encryption.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.js";
import { createLog } from "../src/platform/log.js";
import { fanOut } from "../src/platform/outbox/fan-out.js";
import type { ProgramDocument } from "../src/programs/document/program-document.js";
import { SEED_FOLDER } from "../src/programs/module.js";
import { loadSeedFiles } from "../src/programs/seed/read-seeds.js";
import { lockCurrentEdition, publishEdition } from "../src/programs/store/publish-edition.js";
import { createOfficialCodes } from "../src/reference/official-codes.js";
import { createPlaces } from "../src/reference/places.js";
import { loadReferenceTables } from "../src/reference/tables.js";
import { machine, printTable } from "./measure.js";

const PROGRAM = "chihuahua-program-for-women";
const BATCH = 1_000;
const STATES = ["MX-CHH", "MX-DUR", "MX-SON", "MX-COA"];

const { values } = parseArgs({ options: { firms: { type: "string", default: "100000" } } });
const FIRMS = Number(values.firms);

const exact = (fact: string, value: string) => ({ fact, form: "exact" as const, values: [value] });
/** What firms tell: of these twelve facts the rules ask for three. */
const factsOf = (at: number) => [
  exact("state", STATES[at % STATES.length] as string),
  exact("ownerGender", at % 10 === 0 ? "MALE" : "FEMALE"),
  exact("wantsToWork", "true"),
  exact("workers", String(1 + (at % 60))),
  exact("annualSalesMxn", String(100_000 + at)),
  exact("scian", "315225"),
  exact("exporter", "false"),
  exact("formal", "true"),
  exact("ownerAge", String(20 + (at % 50))),
  exact("legalForm", "PERSONA_FISICA"),
  exact("isManufacturer", "true"),
  exact("size", "MICRO"),
];

async function addFirms({ database }: Store): Promise<void> {
  const cipher = await cipherOf(database, undefined);
  const now = new Date();
  for (let from = 0; from < FIRMS; from += BATCH) {
    const firms = Array.from({ length: Math.min(BATCH, FIRMS - from) }, (_, at) => {
      const id = v7();
      const facts = factsOf(from + at).map((fact) => ({
        business_id: id,
        fact: fact.fact,
        told: `\\x${sealFact(cipher, id, fact).toString("hex")}`,
        stated_at: now,
        stated_by: "owner",
      }));
      const email = cipher.seal({ table: "business", row: id, column: "email" }, `firm${at}@example.org`);
      const business = {
        id,
        owner: "owner",
        name: "Firma",
        version: 1,
        created_at: now,
        email: `\\x${email.toString("hex")}`,
      };
      const consents = ["answer_changes", "impact_previews", "notices"].map((purpose) => ({
        id: v7(),
        business_id: id,
        purpose,
        given_by: "owner",
        given_at: now,
      }));
      return { business, facts, consents };
    });
    await database.asGateway(async (tx) => {
      for (const [table, rows] of [
        ["business", firms.map(({ business }) => business)],
        ["business_fact", firms.flatMap(({ facts }) => facts)],
        ["consent", firms.flatMap(({ consents }) => consents)],
      ] as const) {
        await tx.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
          JSON.stringify(rows),
        ]);
      }
    });
  }
  await database.query("analyze");
}

/** A new edition of the program that lets a second state in, and the note of it that publishing leaves; the rules before and after. */
async function publish({ database }: Store, places: ReturnType<typeof createPlaces>) {
  const { agencies } = (await loadSeedFiles(SEED_FOLDER)).read();
  const bySlug = new Map(agencies.value.map((agency) => [agency.slug, agency]));
  return database.asGateway(async (tx) => {
    const now = new Date();
    const current = await lockCurrentEdition(tx, PROGRAM);
    if (current === undefined) throw new Error("the program is not there");
    const requirements = current.document.requirements.map((one) =>
      one.id === "in-mx-chh" ? { ...one, rule: { oneOf: { fact: "state", values: STATES.slice(0, 2) } } } : one,
    );
    const inForceFrom = now.toISOString().slice(0, 10);
    const document = { ...current.document, requirements, inForceFrom } as ProgramDocument;
    const version = await publishEdition(tx, current, document, { agencies: bySlug, places, now, origin: "bench" });
    await tx.query(
      `insert into rule_change (version_id, program_id, previous_version_id, in_force_from, published_at)
       values ($1, $2, $3, $4::date, $5)`,
      [version.id, version.programId, current.id, inForceFrom, now],
    );
    return { before: current.document.requirements, after: requirements };
  });
}

/** How long something takes, in seconds, the longest that it kept the thread, and the most memory seen, in MiB. */
async function measured(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  delay.enable();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  delay.disable();
  clearInterval(look);
  return { seconds, longest: delay.max / 1e6, p99: delay.percentile(99) / 1e6, memory: most / 2 ** 20 };
}

const folder = await mkdtemp(join(tmpdir(), "bench-answers-"));
const postgres = await startEmbeddedPostgres({ folder });
const address = { host: postgres.socketDir, port: postgres.port, user: postgres.user, database: "postgres" };
const log = createLog("warn");
const store = await prepareStore({ address, log });
try {
  const { database } = store;
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  await addFirms(store);
  const rules = await publish(store, createPlaces(tables));
  const cipher = await cipherOf(database, undefined);
  const firms = new KeptFirms({
    codes: createOfficialCodes(tables),
    read: (reader, wanted) => readConsentingFirms(reader, cipher, wanted),
  });
  const preview = createImpactOnFirms({ database, firms, now: () => new Date(), pace: async () => undefined });
  const job = store.modules.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === "answer changes");
  const subscribers = store.notices.subscribers({ fetch: undefined as never, mailer: undefined as never });
  const rows: (readonly (string | number)[])[] = [];
  const note = (step: string, count: number, { seconds, longest, p99, memory }: Awaited<ReturnType<typeof measured>>) =>
    rows.push([
      step,
      count.toLocaleString("en-US"),
      seconds.toFixed(1),
      Math.round(count / seconds).toLocaleString("en-US"),
      longest.toFixed(0),
      p99.toFixed(0),
      memory.toFixed(0),
    ]);
  note("preview of one change", FIRMS, await measured(() => preview(NOBODY, rules.before, rules.after)));
  let [told, finding] = [0, 0];
  const all = await measured(async () => {
    for (let left = 1; left > 0; ) {
      told += (await job?.run(new Date())) ?? 0;
      const begun = performance.now();
      while (await fanOut({ database, log, subscribers }, new Date()));
      finding += (performance.now() - begun) / 1_000;
      left = (await database.query("select from rule_change where done_at is null")).length;
    }
  });
  note("judging, and noting whose answer changed", FIRMS, { ...all, seconds: all.seconds - finding });
  note("finding where to tell those, by mail", told, { ...all, seconds: finding });
  const [{ version }] = (await database.query("select current_setting('server_version') as version")) as [
    { version: string },
  ];
  process.stdout.write(`${machine()}, PostgreSQL ${version} on a unix socket; ${told} firms told\n\n`);
  printTable(["step", "firms", "s", "firms/s", "longest hold of the thread, ms", "p99", "memory (RSS), MiB"], rows);
} finally {
  await store.database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
