import type { Database } from "../../src/platform/database.js";
import type { Case } from "./cases.js";
import type { RevisionStanding } from "./kept-rows.js";

/** What belongs to a case, table by table: how a row names it, and by which of its ids. */
type By = keyof Case | "asked" | "firm's webhook" | "agency's webhook" | `${RevisionStanding} revision`;
const BELONGINGS: readonly (readonly [string, string, By])[] = [
  ["business", "id", "firm"],
  ["business_fact", "business_id", "firm"],
  ["mandate", "business_id", "firm"],
  ["consent", "business_id", "firm"],
  // All of the firm's, so that one started for it shows too.
  ["application", "business_id", "firm"],
  ["application_event", "application_id", "application"],
  ["information_request", "application_id", "application"],
  ["application_message", "application_id", "application"],
  ["review_score", "application_id", "application"],
  ["tranche", "application_id", "application"],
  ["call", "id", "call"],
  ["agency_stage", "agency", "agency"],
  ["api_key", "id", "asked"],
  ["document", "business_id", "firm"],
  ["application_document", "application_id", "application"],
  ["webhook_endpoint", "business_id", "firm"],
  ["webhook_endpoint", "agency", "agency"],
  ["outbox_delivery", "destination_id", "firm's webhook"],
  ["outbox_delivery", "destination_id", "agency's webhook"],
  ["revision", "id", "draft revision"],
  ["revision", "id", "submitted revision"],
  ["revision", "id", "scheduled revision"],
  ["publishing_delegation", "id", "delegation"],
  ["source_item", "source", "source"],
  ["source_join", "source", "source"],
  ["harvest", "source", "source"],
];

/** The rows of each case in one digest: equal before and after as long as nothing of it changed, came or went. */
export async function digestsOf(database: Database, cases: readonly Case[]): Promise<readonly string[]> {
  const parts: string[][] = cases.map(() => []);
  for (const [table, column, by] of BELONGINGS) {
    const idOf = (one: Case) => nameOf(one, by);
    const rows = await database.query<{ id: string; digest: string }>(
      `select ${column}::text as id, md5(string_agg(t::text, ' ' order by t::text)) as digest
         from ${table} t where ${column}::text = any($1::text[]) group by 1`,
      [[...new Set(cases.map(idOf))]],
    );
    const found = new Map(rows.map(({ id, digest }) => [id, digest]));
    cases.forEach((one, at) => {
      parts[at]?.push(`${table} ${found.get(idOf(one)) ?? "none"}`);
    });
  }
  return parts.map((lines) => lines.join("\n"));
}

function isRevision(by: By): by is `${RevisionStanding} revision` {
  return by.endsWith(" revision");
}

function nameOf(one: Case, by: By): string {
  if (by === "asked") return one.keys.asked;
  if (isRevision(by)) return one.revisions[by.slice(0, -" revision".length) as RevisionStanding];
  if (by === "firm's webhook") return one.webhooks.firm;
  return by === "agency's webhook" ? one.webhooks.agency : String(one[by]);
}

/** Which tables hold something else than before. */
export function changed(before: string, after: string): string {
  const then = before.split("\n");
  return after
    .split("\n")
    .filter((line, at) => line !== then[at])
    .map((line) => line.split(" ")[0])
    .join(", ");
}
