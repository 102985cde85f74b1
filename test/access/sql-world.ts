import pg from "pg";
import { v7 as newId } from "uuid";
import { CALLER_ROLE, type Claims } from "../../src/platform/database.js";
import { createTestDatabase, urlOf } from "../kit/store.js";
import { type Case, makeCases, type Store } from "./cases.js";
import { PEOPLE, type Person } from "./people.js";
import { writeRows } from "./rows.js";
import { ON_APPLICATIONS } from "./statements/applications.js";
import { ON_DOCUMENTS } from "./statements/documents.js";
import { ON_FIRMS } from "./statements/firms.js";
import { ON_NOTICES } from "./statements/notices.js";
import { ON_PARTS } from "./statements/parts.js";
import { ON_PUBLISHING } from "./statements/publishing.js";
import { ON_SOURCES } from "./statements/sources.js";
import type { Statement } from "./statements/statement.js";

export const STATEMENTS: readonly Statement[] = [
  ...ON_FIRMS,
  ...ON_APPLICATIONS,
  ...ON_PARTS,
  ...ON_PUBLISHING,
  ...ON_SOURCES,
  ...ON_DOCUMENTS,
  ...ON_NOTICES,
];

/** A store without a gateway before it, and somebody's application in each of the ways that statements are tried on. */
export interface SqlWorld {
  readonly client: pg.Client;
  readonly cases: Readonly<Record<Statement["on"], Case>>;
  /** Whether a statement is done for somebody; what it did is undone. Any failure but a refusal is one of the test. */
  does(statement: Statement, person: Person): Promise<boolean>;
  /** Runs `work` and undoes it. */
  undone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const INSUFFICIENT_PRIVILEGE = "42501";

export async function openSqlWorld(): Promise<SqlWorld> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: urlOf(database.address) });
  await client.connect();
  const store: Store = { query: async (sql, values = []) => (await client.query(sql, [...values])).rows };
  const [handedIn, draft, awarded, other] = await makeCases(store, [
    { standing: { state: "submitted" } },
    { standing: { state: "draft" } },
    { standing: { state: "approved", awarded: true, met: true } },
    { standing: { state: "submitted" } },
  ]);
  const cases = { "handed in": handedIn!, draft: draft!, awarded: awarded! };
  const entries = new Map<string, string>();
  for (const one of Object.values(cases)) entries.set(one.application, await addRecords(store, one));

  const undone: SqlWorld["undone"] = async (work) => {
    await client.query("savepoint here");
    try {
      return await work();
    } finally {
      await client.query("rollback to savepoint here; release savepoint here");
    }
  };
  await client.query("begin");
  return {
    client,
    cases,
    undone,
    does: (statement, person) =>
      undone(async () => {
        const one = cases[statement.on];
        const claims = PEOPLE[person](one);
        const words = { ...wordsOf(one, other!, claims), entry: entries.get(one.application) ?? "" };
        await becomeCaller(client, claims);
        try {
          let reached = 0;
          for (const sql of statement.sql) reached = (await client.query(put(sql, words))).rowCount ?? 0;
          return reached > 0;
        } catch (error) {
          if ((error as pg.DatabaseError).code === INSUFFICIENT_PRIVILEGE) return false;
          throw new Error(`${statement.table}: ${person} ${statement.says}`, { cause: error });
        }
      }),
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

/** As the gateway begins the transaction of a caller. */
export async function becomeCaller(client: pg.Client, claims: Claims): Promise<void> {
  const settings = Object.entries({ role: CALLER_ROLE, ...prefixed(claims) });
  const calls = settings.map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`);
  await client.query(`select ${calls.join(", ")}`, settings.flat());
}

function prefixed(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [`app.${name}`, value]));
}

/** What callers leave on record: what was told, commands, and decisions, one of them not sealed yet. */
async function addRecords(store: Store, one: Case): Promise<string> {
  const now = new Date();
  const told = { told: Buffer.from([0]), stated_at: now, stated_by: one.owner };
  await writeRows(store, "business_fact", [{ business_id: one.firm, fact: "workers", ...told }]);
  const sent = {
    role: "business",
    agency: "",
    subject: one.owner,
    key: "a-key",
    operation: "x",
    fingerprint: "x",
    at: now,
  };
  await writeRows(store, "command", [sent]);
  const score = { reviewer: "agency_reviewer", criterion: "impact", score: 3, at: now };
  await writeRows(store, "review_score", [{ application_id: one.application, ...score }]);
  const look = { role: "agency_reviewer", agency: one.agency, actor: "reviewer", at: now };
  await writeRows(store, "access_log", [
    { id: newId(), business_id: one.firm, application_id: one.application, ...look },
  ]);
  await writeRows(store, "ended_access", [{ subject: `gone-${one.firm}`, ended_at: now, ended_by: "admin" }]);
  const enter = async () => {
    const [entry] = await store.query<{ id: string }>(
      `insert into ledger_entry (actor, role, action, object_type, object_id, to_state, object_version, commitment, at)
       values ($1, 'business', 'submit', 'Application', $2, 'submitted', 1, decode(repeat('00', 32), 'hex'), now())
       returning id`,
      [one.owner, one.application],
    );
    return entry!.id;
  };
  const salt = { entry_id: await enter(), object_id: one.application, salt: Buffer.from([0]) };
  await writeRows(store, "ledger_salt", [salt]);
  return enter();
}

function wordsOf(one: Case, other: Case, { subject = "", role = "" }: Claims): Record<string, string> {
  return {
    application: one.application,
    firm: one.firm,
    call: one.call,
    agency: one.agency,
    owner: one.owner,
    mandate: one.mandates.read ?? "",
    key: one.keys.asked,
    program: one.programKey,
    version: one.programVersion,
    other_call: other.call,
    other_agency: other.agency,
    other_firm: other.firm,
    document: one.document,
    loose: one.loose,
    other_document: other.document,
    firm_webhook: one.webhooks.firm,
    agency_webhook: one.webhooks.agency,
    firm_event: one.events.firm,
    agency_event: one.events.agency,
    firm_delivery: one.deliveries.firm,
    agency_delivery: one.deliveries.agency,
    ...one.revisions,
    leave: one.delegation,
    source: one.source,
    other_source: other.source,
    new: newId(),
    subject,
    role,
  };
}

/** The statement with its words put in, each as a literal. */
function put(sql: string, words: Readonly<Record<string, string>>): string {
  return sql.replaceAll(/\$([a-z_]+)/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`no such word: ${word}`);
    return pg.escapeLiteral(value);
  });
}
