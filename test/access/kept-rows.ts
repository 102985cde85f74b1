import { v7 as newId } from "uuid";
import { EndpointSecrets } from "../../src/notices/webhooks/endpoint-secrets.js";
import type { FieldCipher } from "../../src/platform/field-cipher.js";
import { SOURCE } from "../kit/sources.js";
import type { Case } from "./cases.js";

type Row = readonly [table: string, row: object];

/** Two documents of the firm, one of them attached to its application. */
export function documentRows(one: Case, cipher: FieldCipher): readonly Row[] {
  const now = new Date();
  const file = { kind: "quotation", media_type: "application/pdf", size: 9, sha256: "0".repeat(64) };
  const brought = { business_id: one.firm, ...file, created_by: one.owner, created_at: now, stored_at: now };
  const name = (row: string) => cipher.seal({ table: "document", row, column: "name" }, `${one.title}.pdf`);
  const attached = { application_id: one.application, evidence: EVIDENCE.code, document_id: one.document };
  return [
    ...[one.document, one.loose].map(
      (id): Row => ["document", { id, file_key: newId(), name: name(id), removed_at: null, ...brought }],
    ),
    ["application_document", { ...attached, attached_by: one.owner, attached_at: now }],
  ];
}

/** Where the firm and the agency want to be told of what happens, and a message to each of them. */
export function webhookRows(one: Case, cipher: FieldCipher): readonly Row[] {
  const now = new Date();
  const secrets = new EndpointSecrets(cipher);
  return (["firm", "agency"] as const).flatMap((whose): readonly Row[] => {
    const id = one.webhooks[whose];
    const owner = { business_id: whose === "firm" ? one.firm : null, agency: whose === "agency" ? one.agency : null };
    const address = { url: `https://1.1.1.1/${encodeURI(one.hookName)}`, topics: ["*"], created_by: "owner" };
    const event = { id: one.events[whose], topic: "application.submit", subject: one.application };
    const done = { state: "delivered", attempts: 1, next_at: now, delivered_at: now };
    const to = { event_id: event.id, position: 1, subject: event.subject, destination_id: id, kind: "webhook" };
    return [
      ["webhook_endpoint", { id, ...owner, ...address, secret: secrets.make(id).sealed, version: 1, created_at: now }],
      ["outbox_event", { ...event, payload: {}, occurred_at: now, taken_at: now }],
      ["outbox_delivery", { id: one.deliveries[whose], ...to, ...done }],
    ];
  });
}

/** How a revision can stand for what is asked of it. */
export const STANDINGS = ["draft", "submitted", "scheduled", "published"] as const;
export type RevisionStanding = (typeof STANDINGS)[number];

/** Revisions that change nothing of the program of the tests, and leave to publish that the agency gave. */
export function revisionRows(one: Case, document: object, asked: readonly RevisionStanding[]): readonly Row[] {
  const [now, author] = [new Date(), "somebody-else"];
  const standings = asked.flatMap((state): readonly Row[] => {
    const id = one.revisions[state];
    const texts = { title: `Cambio ${one.name}`, reason: "Para probar." };
    const day = state === "scheduled" ? { effective_on: "2199-01-01" } : {};
    const event = { what: "draft", to_state: "draft", role: "agency_editor", actor: author, at: now };
    return [
      [
        "revision",
        { id, agency: one.agency, state, version: 1, ...texts, ...day, author, created_at: now, updated_at: now },
      ],
      ["revision_item", { revision_id: id, slug: one.programSlug, base_version_id: one.programVersion, document }],
      ["revision_call", { id: newId(), revision_id: id, slug: one.programSlug, content: OPENED }],
      ["revision_event", { id: newId(), revision_id: id, version: 1, ...event }],
    ];
  });
  const leave = {
    owner: one.agency,
    delegate: `delegate-${one.n}`,
    until: "2199-01-01",
    granted_by: author,
    granted_at: now,
  };
  return [...standings, ["publishing_delegation", { id: one.delegation, ...leave }]];
}

/** A feed of the agency's, one harvest of it, and an item that may be the program of the tests. */
export function sourceRows({ source, agency, programSlug }: Case): readonly Row[] {
  const [now, harvest] = [new Date(), newId()];
  const seen = { first_seen_at: now, seen_at: now, changed_at: now };
  const findings = [{ code: "possible_duplicate", path: [], es: "x", en: "x", slug: programSlug }];
  const item = { source, item_id: ITEM, state: "quarantined", digest: "", pending: { name: source } };
  const settings = { ...SOURCE, key: source, owner: agency };
  return [
    ["source", { key: source, settings, active: true, next_at: "infinity" }],
    ["harvest", { id: harvest, source, kind: "scheduled", asked_at: now, ended_at: now, outcome: "done" }],
    ["source_item", { ...item, findings, ...seen }],
    ["harvest_record", { harvest_id: harvest, item_id: ITEM, what: "quarantined", findings }],
    [
      "source_join",
      {
        id: newId(),
        source,
        item_id: ITEM,
        slug: "prosec",
        score: 80,
        evidence: [],
        joined_by: "system",
        joined_at: now,
      },
    ],
  ];
}

/** The item of each case's feed. */
export const ITEM = "item-1";
/** A call that revisions of the cases open. */
const OPENED = {
  titleEs: "Convocatoria de prueba",
  titleEn: "A call for tests",
  opensOn: "2199-01-01",
  criteria: [],
  evidence: [],
  terms: [],
};

/** What the calls of the cases ask to be proved. */
export const EVIDENCE = { code: "quote", es: "Cotización", en: "Quotation" };
