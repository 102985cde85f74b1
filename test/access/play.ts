import { v7 as newId } from "uuid";
import { globalId } from "../../src/graph/node.js";
import { AGENCY } from "../kit/case-file.js";
import type { TestGateway } from "../kit/gateway.js";
import type { Ask, Ids } from "./ask.js";
import { ASKS } from "./asks.js";
import { type Case, makeCases } from "./cases.js";
import type { Cell, Told } from "./cells.js";
import type { RevisionStanding } from "./kept-rows.js";

/** What came of a cell. */
export interface Played {
  readonly cell: Cell;
  readonly one: Case;
  readonly told: Told | `something else: ${string}`;
  /** The answer as it was sent, every byte of it. */
  readonly body: string;
}

const AT_ONCE = 8;

/** Asks every cell of a gateway, each of a case of its own. */
export async function play(gateway: TestGateway, cells: readonly Cell[]): Promise<readonly Played[]> {
  return askAll(gateway, cells, await casesOf(gateway, cells));
}

/** A case for each cell, with a receipt of this gateway's. */
export async function casesOf(gateway: TestGateway, cells: readonly Cell[]): Promise<readonly Case[]> {
  const { checkEligibility } = await gateway.read(
    `{ checkEligibility(profile: { state: "MX-CHH", workers: 4 }) { results(first: 1) { nodes { receipt { token } } } } }`,
  );
  return makeCases(gateway.database, cells.map(wishOf), checkEligibility.results.nodes[0].receipt.token);
}

/** What only an agency that runs the program of the tests can do. */
const OF_THE_PROGRAM = new Set([
  "Query.previewChanges",
  "Mutation.openCall",
  "Mutation.draftRevision",
  "Mutation.importPrograms",
  "Mutation.editRevision",
  "Mutation.rebaseRevision",
  "Mutation.submitRevision",
  "Mutation.approveRevision",
  "Mutation.rollBackRevision",
]);

/** What was published is ended by the next publication, one revision after another: where there were hundreds, others would wait. */
function revisionsFor(field: string, about: Cell["about"]): readonly RevisionStanding[] {
  if (about !== "revision") return [];
  return field === "Mutation.rollBackRevision" ? ["published"] : ["draft", "submitted", "scheduled"];
}

function wishOf({ field, relation, about }: Cell) {
  const { standing } = askOf(field);
  return {
    standing: relation === "draft" ? ({ state: "draft" } as const) : standing,
    revisions: revisionsFor(field, about),
    agency: OF_THE_PROGRAM.has(field) ? AGENCY : undefined,
  };
}

export async function askAll(
  gateway: TestGateway,
  cells: readonly Cell[],
  cases: readonly Case[],
): Promise<readonly Played[]> {
  const played: Played[] = [];
  let next = 0;
  const asker = async () => {
    for (let at = next++; at < cells.length; at = next++) played[at] = await playOne(gateway, cells[at]!, cases[at]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
  return played;
}

async function playOne(gateway: TestGateway, cell: Cell, one: Case): Promise<Played> {
  const ask = askOf(cell.field);
  const send = await senderOf(gateway, cell, one);
  const ids = cell.relation === "missing" ? idsOfNothing() : idsOf(cell, one);
  const body = await send(ask, ids);
  const { data, errors } = JSON.parse(body);
  const code = errors?.[0]?.extensions?.code;
  if (code === "FORBIDDEN" || code === "UNAUTHENTICATED") return { cell, one, told: code, body };
  if (errors === undefined && ask.done(data.answer, one)) return { cell, one, told: "does it", body };
  // Nothing may tell it from what was never there, to the byte.
  const nothing = await send(ask, idsOfNothing());
  const told = body === nothing ? "as if it did not exist" : (`something else: ${body}` as const);
  return { cell, one, told, body };
}

function askOf(field: string): Ask {
  const ask = ASKS[field];
  if (ask === undefined) throw new Error(`nothing is asked of ${field}`);
  return ask;
}

function idsOf({ role, relation }: Cell, one: Case): Ids {
  const whose = role === "business" ? "firm" : "agency";
  const holder = relation.startsWith("mandate to ") ? relation.slice("mandate to ".length) : "read";
  return {
    application: globalId("Application", one.application),
    firm: globalId("Business", one.firm),
    call: globalId("Call", one.call),
    mandate: one.mandates[holder] ?? "",
    key: one.keys.asked,
    agency: one.agency,
    program: globalId("Program", one.programKey),
    document: globalId("Document", one.loose),
    webhook: globalId("Webhook", one.webhooks[whose]),
    delivery: globalId("WebhookDelivery", one.deliveries[whose]),
    revisions: one.revisions,
    delegation: globalId("Delegation", one.delegation),
    source: one.source,
    hookedFirm: role === "business" ? globalId("Business", one.firm) : null,
  };
}

/** Ids of nothing at all. */
function idsOfNothing(): Ids {
  return {
    application: globalId("Application", newId()),
    firm: globalId("Business", newId()),
    call: globalId("Call", newId()),
    mandate: newId(),
    key: newId().slice(-12).padStart(16, "0"),
    agency: `nobody-${newId()}`,
    program: globalId("Program", newId()),
    document: globalId("Document", newId()),
    webhook: globalId("Webhook", newId()),
    delivery: globalId("WebhookDelivery", newId()),
    revisions: { draft: newId(), submitted: newId(), scheduled: newId(), published: newId() },
    delegation: globalId("Delegation", newId()),
    source: `source-${newId()}`,
    hookedFirm: globalId("Business", newId()),
  };
}

/** Asks for one cell with more in the input of its command than the schema knows. */
export async function askWithMore(gateway: TestGateway, cell: Cell, one: Case, more: object): Promise<string> {
  const ask = askOf(cell.field);
  const variables: Ask["variables"] = (of, ids) => {
    const { input } = ask.variables(of, ids) as { readonly input: object };
    return { input: { ...input, ...more } };
  };
  return (await senderOf(gateway, cell, one))({ ...ask, variables }, idsOf(cell, one));
}

/** Who asks, as the relation says, and how. */
async function senderOf(gateway: TestGateway, { role, relation }: Cell, one: Case) {
  const headers = { "content-type": "application/json", ...(await credentials(gateway, role, relation, one)) };
  return async ({ document, variables }: Ask, ids: Ids) => {
    const body = JSON.stringify({ query: document, variables: variables(one, ids) });
    for (let tries = 1; ; tries += 1) {
      const answer = await (await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body })).text();
      if (tries === MOST_TRIES || !answer.includes('"code":"UNAVAILABLE"')) return answer;
    }
  };
}

/** On a busy machine a statement may run into its time limit: nothing was done then, and any client would ask again. */
const MOST_TRIES = 4;

async function credentials(gateway: TestGateway, role: Cell["role"], relation: Cell["relation"], one: Case) {
  if (role === "anonymous") return {};
  const strange = relation === "another's";
  if (role === "service") return { "x-api-key": strange ? one.keys.other : one.keys.own };
  const sub = role === "business" ? firmsPerson(relation, one) : `${role}-${one.n}`;
  const bearer = {
    role,
    sub,
    agency: role.startsWith("agency_") ? (strange ? one.otherAgency : one.agency) : undefined,
  };
  return { authorization: `Bearer ${await gateway.token(bearer)}` };
}

function firmsPerson(relation: Cell["relation"], { owner }: Case): string {
  const mark = owner.slice("owner-".length);
  if (relation === "another's") return `stranger-${mark}`;
  if (relation === "expired mandate" || relation === "revoked mandate") return `${relation.split(" ")[0]}-${mark}`;
  return relation.startsWith("mandate to ") ? `${relation.slice("mandate to ".length)}-${mark}` : owner;
}
