import { v7 as newId } from "uuid";
import type { State } from "../../src/applications/lifecycle/states.js";
import { Sealed } from "../../src/applications/record/sealed.js";
import { hashSecret, makeApiKey, writeApiKey } from "../../src/graph/identity/api-key.js";
import type { Database } from "../../src/platform/database.js";
import { createFieldCipher } from "../../src/platform/field-cipher.js";
import { sharedSecret } from "../../src/platform/secrets.js";
import { AGENCY, PROGRAM } from "../kit/case-file.js";
import { writeRows } from "./rows.js";

/** A store as far as cases are put into it. */
export type Store = Pick<Database, "query">;

/** How an application stands, as far as the next step needs it. */
export interface Standing {
  readonly state: State;
  readonly awarded?: true;
  readonly met?: true;
  readonly paid?: true;
  readonly refund?: true;
  readonly returned?: true;
}

export interface CaseWish {
  readonly standing: Standing;
  /** Slug of the agency, where it must be one of the catalog; one of the case's own otherwise. */
  readonly agency?: string | undefined;
}

/** A firm, whoever acts for it, its application, and the agency that has it: one of its own for each cell, so that cells may change it. */
export interface Case {
  readonly n: number;
  readonly owner: string;
  readonly firm: string;
  /** Names that no one else uses: an answer that holds one has told of this case. */
  readonly name: string;
  readonly title: string;
  readonly mandates: Readonly<Record<string, string>>;
  readonly agency: string;
  readonly otherAgency: string;
  readonly call: string;
  readonly application: string;
  readonly keys: { readonly asked: string; readonly own: string; readonly other: string };
  readonly later: string;
  readonly receipt: string;
  readonly programKey: string;
  readonly programVersion: string;
  readonly programSlug: string;
  readonly catalogAgency: string;
  readonly catalogSlug: string;
}

/** Who has a mandate in every case: one for each scope, one whose mandate ended, one whose mandate was taken back. */
export const HOLDERS = {
  read: { scopes: ["read"], days: 300 },
  profile: { scopes: ["profile"], days: 300 },
  apply: { scopes: ["apply"], days: 300 },
  sign: { scopes: ["sign"], days: 300 },
  expired: { scopes: ["read", "profile", "apply", "sign"], days: -2 },
  revoked: { scopes: ["read", "profile", "apply", "sign"], days: 300 },
} as const;

const DAY = 86_400_000;
const CENTS = 30_000;
export const INTERNAL_NOTE = "Nota interna: revisar domicilio.";
const TEXTS = { es: "Convocatoria", en: "Call" };
const DOCUMENT = {
  title: TEXTS,
  currency: "MXN",
  mostCents: null,
  criteria: [{ code: "impact", ...TEXTS, max: 10, weight: 10_000 }],
  evidence: [],
  terms: {},
};

/** Makes cases, all of them in a few statements, past the gateway: what they show is how it answers, not how they came to be. */
export async function makeCases(database: Store, wishes: readonly CaseWish[], receipt = ""): Promise<readonly Case[]> {
  const sealed = await sealedBy(database);
  const [program] = await database.query<{ id: string; version: string; catalog: string }>(
    `select p.id, v.id as version, c.slug as catalog from program p join program_version v on v.program_id = p.id
       join catalog c on c.id = v.catalog_id where p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force)`,
    [PROGRAM],
  );
  if (program === undefined) throw new Error("the catalog lacks the program of the tests");
  const now = new Date();
  const day = (days: number) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  const tables: Record<string, object[]> = {};
  const put = (table: string, row: object) => {
    tables[table] ??= [];
    tables[table].push(row);
  };

  const cases = wishes.map(({ standing, agency = `agency-${newId().slice(-12)}` }, n): Case => {
    const mark = newId().slice(-12);
    const one: Case = {
      n,
      owner: `owner-${mark}`,
      firm: newId(),
      name: `Firma ${mark}`,
      title: `Proyecto ${mark}`,
      mandates: Object.fromEntries(Object.keys(HOLDERS).map((holder) => [holder, newId()])),
      agency,
      otherAgency: agency === AGENCY ? "fojal" : `other-${mark}`,
      call: newId(),
      application: newId(),
      keys: { asked: "", own: "", other: "" },
      later: day(200),
      receipt,
      programKey: program.id,
      programVersion: program.version,
      programSlug: PROGRAM,
      catalogAgency: AGENCY,
      catalogSlug: program.catalog,
    };
    const key = (of: string) => {
      const made = makeApiKey();
      put("api_key", {
        id: made.id,
        agency: of,
        label: "Sistema",
        secret_hash: hashSecret(made.secret),
        created_at: now,
        created_by: "admin",
        last_used_on: day(1),
      });
      return made;
    };
    const [asked, own, other] = [key(agency), key(agency), key(one.otherAgency)];
    put("business", { id: one.firm, owner: one.owner, name: one.name, version: 1, created_at: now });
    put("business", { id: newId(), owner: `stranger-${mark}`, name: "Otra firma", version: 1, created_at: now });
    for (const [holder, { scopes, days }] of Object.entries(HOLDERS)) {
      put("mandate", {
        id: one.mandates[holder],
        business_id: one.firm,
        holder: `${holder}-${mark}`,
        scopes,
        expires_on: day(days),
        granted_by: one.owner,
        granted_at: now,
        revoked_at: holder === "revoked" ? now : null,
      });
    }
    put("consent", {
      id: newId(),
      business_id: one.firm,
      purpose: "impact_previews",
      given_by: one.owner,
      given_at: now,
    });
    const { state, awarded, met, paid, refund, returned } = standing;
    put("call", {
      id: one.call,
      program_id: program.id,
      agency,
      document: DOCUMENT,
      opens_on: day(-10),
      budget_cents: CENTS * 3,
      granted_cents: awarded ? CENTS : 0,
      version: 1,
      opened_by: "editor",
      opened_at: now,
    });
    put("application", {
      id: one.application,
      business_id: one.firm,
      program_id: program.id,
      program_version_id: program.version,
      rules_digest: "rules",
      call_id: one.call,
      agency,
      state,
      folio: state === "draft" ? null : `VU-${mark}`,
      version: 1,
      content: sealed.content(one.application, {
        title: one.title,
        description: "Dos máquinas y un curso para cuatro.",
      }),
      requested_cents: CENTS,
      awarded_cents: awarded ? CENTS : null,
      paid_cents: paid ? CENTS : 0,
      refund_cents: refund ? CENTS : null,
      returned_cents: returned ? CENTS : 0,
      report:
        state === "reporting" ? sealed.report(one.application, { summary: "Se gastó.", spentCents: CENTS }) : null,
      started_by: one.owner,
      created_at: now,
      state_since: now,
      updated_at: now,
      answer_due_on: state === "information_requested" ? day(20) : null,
    });
    const part = { application_id: one.application };
    const of = { ...part, at: now };
    put("application_event", {
      ...of,
      id: newId(),
      version: 1,
      what: "fill",
      to_state: state,
      role: "business",
      actor: one.owner,
    });
    const ready = { ...one, keys: { asked: asked.id, own: writeApiKey(own), other: writeApiKey(other) } };
    if (state === "draft") return ready;
    if (!tables.agency_stage?.some((stage) => (stage as { agency: string }).agency === agency))
      put("agency_stage", { agency, code: "desk", state, es: "Mesa", en: "Desk", place: n });
    put("review_score", { ...of, reviewer: "another-reviewer", criterion: "impact", score: 8 });
    const request = newId();
    put("information_request", {
      ...part,
      id: request,
      items: sealed.items(request, []),
      asked_at: now,
      due_on: day(20),
    });
    for (const internal of [true, false]) {
      const id = newId();
      const body = sealed.body(id, internal ? INTERNAL_NOTE : "Buenas tardes.");
      put("application_message", { ...of, id, role: "agency_editor", author: "editor", body, internal });
    }
    if (awarded) {
      const done = { met_by: met || paid ? "editor" : null, met_at: met || paid ? now : null };
      const pay = { paid_by: paid ? "approver" : null, paid_at: paid ? now : null };
      put("tranche", { ...part, number: 1, amount_cents: CENTS, milestone: "Máquinas", ...done, ...pay });
    }
    return ready;
  });
  for (const table of ORDER) await writeRows(database, table, tables[table] ?? []);
  return cases;
}

/** The order in which rows refer to each other. */
const ORDER = [
  "business",
  "mandate",
  "consent",
  "call",
  "application",
  "application_event",
  "agency_stage",
  "review_score",
  "information_request",
  "application_message",
  "tranche",
  "api_key",
];

/** What seals the private values of a gateway's database. */
export async function sealedBy(database: Store): Promise<Sealed> {
  const key = await sharedSecret(database, "fields");
  return new Sealed(createFieldCipher([{ id: "database", key }], await sharedSecret(database, "blind index")));
}
