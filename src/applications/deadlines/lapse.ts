import type { GraphContext } from "../../graph/context.js";
import { todayIn } from "../../graph/context.js";
import type { Caller } from "../../graph/identity/caller.js";
import { Language } from "../../graph/language.js";
import type { Database } from "../../platform/database.js";
import type { Changes } from "../record/changes.js";

/** Applications taken up in one transaction: few, since whoever answers at the last minute waits for it. */
const AT_ONCE = 5;

/** This window itself, when a day has passed. */
const SYSTEM = { role: "system", subject: "system", agency: null } as unknown as Caller;

/**
 * Lapses every application whose time has run out: requests for information that nobody answered in time, and drafts of calls
 * that are closed. Several gateways may do so at once; each application lapses once. Returns how many did.
 */
export async function lapseOverdue(database: Database, changes: Changes, now: Date): Promise<number> {
  let lapsed = 0;
  for (let found = AT_ONCE; found === AT_ONCE; lapsed += found) found = await lapseSome(database, changes, now);
  return lapsed;
}

function lapseSome(database: Database, changes: Changes, now: Date): Promise<number> {
  const context: GraphContext = { caller: SYSTEM, language: Language.ES, now };
  return database.asGateway(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `select a.id from application a join call c on c.id = a.call_id
        where a.suppressed_at is null
          and (a.state = 'information_requested' and a.answer_due_on < $1::date
            or a.state = 'draft' and (c.closes_on < $1::date or c.closed_at < $2::timestamptz))
        order by a.id limit $3 for update of a skip locked`,
      [todayIn(now), now, AT_ONCE],
    );
    for (const { id } of rows) {
      const application = await changes.lock(tx, id);
      const to = changes.needMove({ application, context }, "lapse");
      application.answerDueOn = null;
      await changes.record({ tx, context, application }, "lapse", to);
    }
    return rows.length;
  });
}
