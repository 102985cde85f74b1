import { v7 as newId } from "uuid";
import type { GraphContext } from "../../graph/context.js";
import type { Database } from "../../platform/database.js";

/** Writes down who of an agency looked at what a firm told, for the firm to read. */
export class AccessLogService {
  constructor(private readonly needs: { readonly database: Database }) {}

  /** Writes down that the caller is about to be shown what firms told in these applications: one statement for all of them. */
  async note({ caller, now }: GraphContext, applicationKeys: readonly string[]): Promise<void> {
    await this.needs.database.query(
      `insert into access_log (id, business_id, application_id, role, agency, actor, at)
       select l.id, a.business_id, a.id, $3, $4, $5, $6
         from unnest($1::uuid[], $2::uuid[]) as l(id, application_id) join application a on a.id = l.application_id`,
      [applicationKeys.map(() => newId()), applicationKeys, caller.role, caller.agency, caller.subject, now],
    );
  }
}
