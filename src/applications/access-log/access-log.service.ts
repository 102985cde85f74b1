import { v7 as newId } from "uuid";
import { connection, type PageRequest } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";

/** One look at what a firm told. */
export interface AccessRow {
  readonly id: string;
  readonly application_id: string;
  readonly role: string;
  readonly agency: string | null;
  /** As the store writes it. */
  readonly at: string;
}

/** Who of an agency looked at what a firm told, for the firm to read. */
export class AccessLogService {
  constructor(private readonly needs: { readonly database: Database; readonly cursors: Cursors }) {}

  /** Writes down that the caller is about to be shown what firms told in these applications: one statement for all of them. */
  async note({ caller, now }: GraphContext, applicationKeys: readonly string[]): Promise<void> {
    await this.needs.database.query(
      `insert into access_log (id, business_id, application_id, role, agency, actor, at)
       select l.id, a.business_id, a.id, $3, $4, $5, $6
         from unnest($1::uuid[], $2::uuid[]) as l(id, application_id) join application a on a.id = l.application_id`,
      [applicationKeys.map(() => newId()), applicationKeys, caller.role, caller.agency, caller.subject, now],
    );
  }

  /** A page of each of several firms, the last look first. */
  async pages({ caller }: GraphContext, businessKeys: readonly string[], page: PageRequest) {
    const { database, cursors } = this.needs;
    const question = (key: string) => digestOf(["accesses", key, claimsOf(caller)]);
    const [alone = ""] = businessKeys;
    const before =
      page.cursor === undefined ? null : (cursors.open(question(alone), page.cursor, page.cursorField)[0] ?? null);
    const rows = await database.as(claimsOf(caller), (tx) =>
      tx.query<AccessRow & { business_id: string; total: number }>(
        `select * from (
           select l.*, row_number() over (partition by business_id order by id desc) as place from (
             select id, business_id, application_id, role, agency, at, count(*) over (partition by business_id)::int as total
               from access_log where business_id = any($1::uuid[])
           ) l where $2::uuid is null or id < $2::uuid
         ) p where place <= $3 order by id desc`,
        [businessKeys, before, page.size + 1],
      ),
    );
    const byBusiness = Map.groupBy(rows, ({ business_id }) => business_id);
    return businessKeys.map((key) => {
      const found = byBusiness.get(key) ?? [];
      const edges = found.slice(0, page.size).map((node) => ({ cursor: cursors.seal(question(key), [node.id]), node }));
      return { ...connection(edges, found.length > page.size, page), totalCount: found[0]?.total ?? 0 };
    });
  }
}
