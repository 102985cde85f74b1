import { v7 as newId } from "uuid";
import type { Sealed } from "../../src/applications/record/sealed.js";
import { hashSecret } from "../../src/graph/identity/api-key.js";
import { type Case, HOLDERS, type Standing } from "./cases.js";
import { EVIDENCE } from "./kept-rows.js";

const DAY = 86_400_000;
const CENTS = 30_000;
export const INTERNAL_NOTE = "Nota interna: revisar domicilio.";
const TEXTS = { es: "Convocatoria", en: "Call" };
const DOCUMENT = {
  title: TEXTS,
  currency: "MXN",
  mostCents: null,
  criteria: [{ code: "impact", ...TEXTS, max: 10, weight: 10_000 }],
  evidence: [EVIDENCE],
  terms: {},
};

/** A day so many from now, as the store writes it. */
export const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

type Row = readonly [table: string, row: object];

/** A key of an agency's system. */
export function keyRow(agency: string, key: { readonly id: string; readonly secret: string }): Row {
  const row = { agency, label: "Sistema", created_at: new Date(), created_by: "admin", last_used_on: day(1) };
  return ["api_key", { id: key.id, secret_hash: hashSecret(key.secret), ...row }];
}

/** A firm, another one, and whoever acts for the first. */
export function firmRows({ firm, owner, name, mandates }: Case): readonly Row[] {
  const now = new Date();
  const made = { version: 1, created_at: now };
  return [
    ["business", { id: firm, owner, name, ...made }],
    ["business", { id: newId(), owner: owner.replace("owner", "stranger"), name: "Otra firma", ...made }],
    ...Object.entries(HOLDERS).map(([holder, { scopes, days }]): Row => {
      const given = { holder: owner.replace("owner", holder), scopes, expires_on: day(days), granted_by: owner };
      const revoked_at = holder === "revoked" ? now : null;
      return ["mandate", { id: mandates[holder], business_id: firm, ...given, granted_at: now, revoked_at }];
    }),
    ["consent", { id: newId(), business_id: firm, purpose: "impact_previews", given_by: owner, given_at: now }],
  ];
}

/** A call, and the firm's application to it. */
export function applicationRows(one: Case, { state, ...standing }: Standing, sealed: Sealed): readonly Row[] {
  const now = new Date();
  const { awarded, paid, refund, returned } = standing;
  const call = {
    id: one.call,
    program_id: one.programKey,
    agency: one.agency,
    document: DOCUMENT,
    opens_on: day(-10),
    budget_cents: CENTS * 3,
    granted_cents: awarded ? CENTS : 0,
    version: 1,
    opened_by: "editor",
    opened_at: now,
  };
  const application = {
    id: one.application,
    business_id: one.firm,
    program_id: one.programKey,
    program_version_id: one.programVersion,
    rules_digest: "rules",
    call_id: one.call,
    agency: one.agency,
    state,
    folio: state === "draft" ? null : one.owner.replace("owner", "VU"),
    version: 1,
    content: sealed.content(one.application, { title: one.title, description: "Dos máquinas y un curso para cuatro." }),
    requested_cents: CENTS,
    awarded_cents: awarded ? CENTS : null,
    paid_cents: paid ? CENTS : 0,
    refund_cents: refund ? CENTS : null,
    returned_cents: returned ? CENTS : 0,
    report: state === "reporting" ? sealed.report(one.application, { summary: "Se gastó.", spentCents: CENTS }) : null,
    started_by: one.owner,
    created_at: now,
    state_since: now,
    updated_at: now,
    answer_due_on: state === "information_requested" ? day(20) : null,
  };
  return [
    ["call", call],
    ["application", application],
    ...(state === "draft" ? [] : partRows(one, standing, sealed)),
    ...eventRows(one, state),
  ];
}

function eventRows({ application, owner }: Case, state: string): readonly Row[] {
  const event = { id: newId(), version: 1, what: "fill", to_state: state, role: "business", actor: owner };
  return [["application_event", { ...event, application_id: application, at: new Date() }]];
}

/** What belongs to an application once it was handed in. */
function partRows(
  { application }: Case,
  { awarded, met, paid }: Omit<Standing, "state">,
  sealed: Sealed,
): readonly Row[] {
  const now = new Date();
  const part = { application_id: application };
  const message = (internal: boolean): Row => {
    const id = newId();
    const body = sealed.body(id, internal ? INTERNAL_NOTE : "Buenas tardes.");
    return ["application_message", { ...part, at: now, id, role: "agency_editor", author: "editor", body, internal }];
  };
  const request = newId();
  const done = { met_by: met || paid ? "editor" : null, met_at: met || paid ? now : null };
  const pay = { paid_by: paid ? "approver" : null, paid_at: paid ? now : null };
  const tranche = { ...part, number: 1, amount_cents: CENTS, milestone: "Máquinas", ...done, ...pay };
  return [
    ["review_score", { ...part, at: now, reviewer: "another-reviewer", criterion: "impact", score: 8 }],
    ["information_request", { ...part, id: request, items: sealed.items(request, []), asked_at: now, due_on: day(20) }],
    message(true),
    message(false),
    ...(awarded ? [["tranche", tranche] as const] : []),
  ];
}
