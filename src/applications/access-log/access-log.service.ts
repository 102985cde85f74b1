import { v7 as newId } from "uuid";
import type { GraphContext } from "../../graph/context.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { type Pace, tooManyRequests } from "../../graph/pace.js";
import type { Database } from "../../platform/database.js";
import { addEntry } from "../../platform/ledger/add-entry.js";
import type { AccessRow } from "../lists.js";

export interface AccessLogNeeds {
  readonly database: Database;
  /** How many applications one of an agency may look into. */
  readonly pace: Pace;
}

/** Writes down who of an agency looked at what a firm told, for the firm to read. */
export class AccessLogService {
  constructor(private readonly needs: AccessLogNeeds) {}

  /**
   * Writes down that the caller is about to be shown what firms told in these applications: one statement for all of them. Refuses who
   * looks into more than is needed for work; the ledger keeps that they tried.
   */
  async note(context: GraphContext, applicationKeys: readonly string[]): Promise<void> {
    const { caller, now } = context;
    const spent = await this.needs.pace(caller, applicationKeys.length);
    if (spent !== undefined) {
      if (spent.first) await this.#raiseAlarm(context);
      throw tooManyRequests(spent);
    }
    await this.needs.database.query(
      `insert into access_log (id, business_id, application_id, role, agency, actor, at)
       select l.id, a.business_id, a.id, $3, $4, $5, $6
         from unnest($1::uuid[], $2::uuid[]) as l(id, application_id) join application a on a.id = l.application_id`,
      [applicationKeys.map(() => newId()), applicationKeys, caller.role, caller.agency, caller.subject, now],
    );
  }

  /** Who looked at what a firm told in each of these applications of it, the first look first; for the firm itself. */
  async ofApplications(context: GraphContext, businessKey: string, applicationKeys: readonly string[]) {
    const rows = await this.needs.database.as(claimsOf(context.caller), (tx) =>
      tx.query<AccessRow>(
        `select id, application_id, role, agency, at from access_log
          where business_id = $1 and application_id = any($2::uuid[]) order by id`,
        [businessKey, applicationKeys],
      ),
    );
    const byApplication = Map.groupBy(rows, ({ application_id }) => application_id);
    return applicationKeys.map((key) => byApplication.get(key) ?? []);
  }

  #raiseAlarm({ caller, now }: GraphContext): Promise<void> {
    const { role, agency, subject: actor } = caller;
    return this.needs.database.as(claimsOf(caller), (tx) =>
      addEntry(tx, {
        actor,
        role,
        agency,
        action: "read_in_bulk",
        objectType: "Applications",
        objectId: agency ?? role,
        from: null,
        to: "refused",
        objectVersion: 0,
        rules: null,
        details: {},
        at: now,
      }),
    );
  }
}
