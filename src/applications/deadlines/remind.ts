import { todayIn } from "../../graph/context.js";
import type { Database } from "../../platform/database.js";
import type { Calendar } from "../calendar/calendar.js";
import { ApplicationSchema } from "../entities.js";
import type { Tell } from "../ports.js";

/** Working days before the last one to answer, on which the firm is reminded. */
const DAYS_BEFORE = 3;
/** Applications taken up in one transaction. */
const AT_ONCE = 100;

export interface RemindNeeds {
  readonly database: Database;
  readonly calendar: Calendar;
  readonly tell: Tell;
}

/**
 * Tells, once for each request for information, that its deadline is near; not on the day it was asked, which told of the
 * deadline itself. Several gateways may do so at once. Returns how many were told.
 */
export async function remindOfDeadlines(needs: RemindNeeds, now: Date): Promise<number> {
  let reminded = 0;
  for (let found = AT_ONCE; found === AT_ONCE; reminded += found) found = await remindSome(needs, now);
  return reminded;
}

function remindSome({ database, calendar, tell }: RemindNeeds, now: Date): Promise<number> {
  const today = todayIn(now);
  return database.asGateway(async (tx) => {
    const rows = await tx.query<{ request: string; application: string; due: string }>(
      `select r.id as request, a.id as application, r.due_on::text as due
         from application a join information_request r on r.application_id = a.id
        where a.state = 'information_requested' and a.suppressed_at is null
          and r.answered_at is null and r.reminded_at is null
          and a.answer_due_on between $1::date and $2::date
          and r.due_on = a.answer_due_on and (r.asked_at at time zone 'America/Mexico_City')::date < $1::date
        order by a.id limit $3 for update of a skip locked`,
      [today, calendar.addWorkingDays(today, DAYS_BEFORE), AT_ONCE],
    );
    for (const { request, application: id, due } of rows) {
      const noted = await tx.query(
        "update information_request set reminded_at = $2 where id = $1 and reminded_at is null returning id",
        [request, now],
      );
      if (noted.length === 0) continue;
      const application = await tx.em.findOneOrFail(ApplicationSchema, { id });
      const { state, version } = application;
      const happening = { what: "deadline_near", fromState: state, toState: state, version, at: now };
      await tell(tx, application, { ...happening, details: { dueOn: due } });
    }
    return rows.length;
  });
}
