import type { GraphContext } from "../../graph/context.js";
import { globalId } from "../../graph/node.js";
import type { Transaction } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";

/** An address as it is shown: all of it but its secrets. */
export interface EndpointView {
  readonly id: string;
  readonly key: string;
  readonly agency: string | null;
  readonly businessId: string | null;
  readonly url: string;
  readonly topics: readonly string[];
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly previousSecretUntil: string | null;
  readonly disabledAt: string | null;
  readonly disabledReason: "owner" | "gone" | null;
}

const instant = (column: string, name: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "${name}"`;

const COLUMNS = [
  "id as key, agency, business_id, url, topics, version",
  instant("created_at", "createdAt"),
  'created_by as "createdBy"',
  instant("previous_until", "previousSecretUntil"),
  instant("disabled_at", "disabledAt"),
  'disabled_reason as "disabledReason"',
].join(", ");

/** The gateway's own check, above row-level security. */
export function mine({ caller }: GraphContext, guarded: boolean, sql: Bindings): string {
  if (!guarded) return "true";
  if (caller.role === "business") {
    const own = `select id from business where owner = ${sql.bind(caller.subject, "text")} and suppressed_at is null`;
    return `business_id = any(array(${own}))`;
  }
  return `agency = ${sql.bind(caller.agency)}`;
}

/** The caller's addresses by key; undefined for those that are not there or somebody else's. */
export async function endpointByKey(
  tx: Transaction,
  context: GraphContext,
  guarded: boolean,
  key: string,
): Promise<EndpointView | undefined> {
  const sql = new Bindings();
  const where = mine(context, guarded, sql);
  const [row] = await tx.query<Row>(
    `select ${COLUMNS} from webhook_endpoint where id = ${sql.bind(key, "uuid")} and ${where}`,
    sql.values,
  );
  return row && viewOf(row);
}

/** A page of the caller's addresses, the newest first, one more than asked for where there is one; and how many there are. */
export async function endpointPage(
  tx: Transaction,
  context: GraphContext,
  guarded: boolean,
  { size, before }: { readonly size: number; readonly before: string | null },
) {
  const sql = new Bindings();
  const where = mine(context, guarded, sql);
  const rows = await tx.query<Row & { total: number }>(
    `with mine as (select * from webhook_endpoint where ${where})
     select ${COLUMNS}, (select count(*)::int from mine) as total from mine
      where ${sql.bind(before, "uuid")} is null or id < ${sql.bind(before, "uuid")}
      order by id desc limit ${sql.bind(size + 1, "int")}`,
    sql.values,
  );
  return { found: rows.map(viewOf), total: rows[0]?.total ?? 0 };
}

type Row = Omit<EndpointView, "id" | "businessId"> & { readonly business_id: string | null };

function viewOf({ business_id: firm, ...row }: Row): EndpointView {
  return {
    ...row,
    id: globalId("Webhook", row.key),
    businessId: firm === null ? null : globalId("Business", firm),
  };
}
