import { v7 as newId } from "uuid";
import type { State } from "../../src/applications/lifecycle/states.js";
import { Sealed } from "../../src/applications/record/sealed.js";
import { makeApiKey, writeApiKey } from "../../src/graph/identity/api-key.js";
import type { Database } from "../../src/platform/database.js";
import { createFieldCipher, type FieldCipher } from "../../src/platform/field-cipher.js";
import { sharedSecret } from "../../src/platform/secrets.js";
import { AGENCY, PROGRAM } from "../kit/case-file.js";
import { applicationRows, day, firmRows, keyRow } from "./case-rows.js";
import { documentRows, type RevisionStanding, revisionRows, STANDINGS, sourceRows, webhookRows } from "./kept-rows.js";
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
  /** Which revisions its agency has; a whole program stands in each, so only what is asked about. All of them by default. */
  readonly revisions?: readonly RevisionStanding[];
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
  /** Of the firm's documents one is attached to the application, one to nothing. */
  readonly document: string;
  readonly loose: string;
  /** The firm's webhook and the agency's, with a message to each. */
  readonly webhooks: OfBoth;
  readonly events: OfBoth;
  readonly deliveries: OfBoth;
  readonly hookName: string;
  readonly keys: { readonly asked: string; readonly own: string; readonly other: string };
  readonly later: string;
  /** Revisions of the program of the tests by the case's agency, by how they stand. */
  readonly revisions: Readonly<Record<RevisionStanding, string>>;
  /** Leave that the case's agency gave another. */
  readonly delegation: string;
  /** Key of a feed of the agency's, of which one item waits for a person. */
  readonly source: string;
  readonly receipt: string;
  readonly programKey: string;
  readonly programVersion: string;
  readonly programSlug: string;
  readonly catalogAgency: string;
  readonly catalogSlug: string;
}

export interface OfBoth {
  readonly firm: string;
  readonly agency: string;
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

/** Makes cases, all of them in a few statements, past the gateway: what they show is how it answers, not how they came to be. */
export async function makeCases(database: Store, wishes: readonly CaseWish[], receipt = ""): Promise<readonly Case[]> {
  const cipher = await cipherOf(database);
  const sealed = new Sealed(cipher);
  const [found] = await database.query<{
    programKey: string;
    programVersion: string;
    catalogSlug: string;
    document: object;
  }>(
    `select p.id as "programKey", v.id as "programVersion", c.slug as "catalogSlug", v.document
       from program p join program_version v on v.program_id = p.id join catalog c on c.id = v.catalog_id
      where p.slug = $1 and v.superseded_at is null and upper_inf(v.in_force)`,
    [PROGRAM],
  );
  if (found === undefined) throw new Error("the catalog lacks the program of the tests");
  const { document, ...program } = found;
  const staged = new Set<string>([AGENCY]);
  const rows = wishes.map(({ standing, agency = `agency-${newId().slice(-12)}`, revisions = STANDINGS }, n) => {
    const mark = newId().slice(-12);
    const [asked, own, other] = [makeApiKey(), makeApiKey(), makeApiKey()];
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
      document: newId(),
      loose: newId(),
      webhooks: { firm: newId(), agency: newId() },
      events: { firm: newId(), agency: newId() },
      deliveries: { firm: newId(), agency: newId() },
      hookName: `aviso-${mark}`,
      revisions: { draft: newId(), submitted: newId(), scheduled: newId(), published: newId() },
      delegation: newId(),
      source: `source-${mark}`,
      keys: { asked: asked.id, own: writeApiKey(own), other: writeApiKey(other) },
      later: day(200),
      receipt,
      ...program,
      programSlug: PROGRAM,
      catalogAgency: AGENCY,
    };
    const stage = { agency, code: "desk", state: standing.state, es: "Mesa", en: "Desk", place: n };
    const stages = staged.has(agency) ? [] : [["agency_stage", stage] as const];
    staged.add(agency);
    const keys = [keyRow(agency, asked), keyRow(agency, own), keyRow(one.otherAgency, other)];
    const kept = [
      ...documentRows(one, cipher),
      ...webhookRows(one, cipher),
      ...revisionRows(one, document, revisions),
      ...sourceRows(one),
    ];
    return { one, rows: [...keys, ...firmRows(one), ...applicationRows(one, standing, sealed), ...stages, ...kept] };
  });
  const tables = Map.groupBy(
    rows.flatMap((made) => made.rows),
    ([table]) => table,
  );
  for (const table of ORDER)
    await writeRows(
      database,
      table,
      (tables.get(table) ?? []).map(([, row]) => row),
    );
  return rows.map(({ one }) => one);
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
  "document",
  "application_document",
  "webhook_endpoint",
  "outbox_event",
  "outbox_delivery",
  "revision",
  "revision_item",
  "revision_call",
  "revision_event",
  "publishing_delegation",
  "source",
  "harvest",
  "source_item",
  "harvest_record",
  "source_join",
];

/** What seals the private values of a gateway's database. */
async function cipherOf(database: Store): Promise<FieldCipher> {
  const key = await sharedSecret(database, "fields");
  return createFieldCipher([{ id: "database", key }], await sharedSecret(database, "blind index"));
}
