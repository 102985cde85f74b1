import { v7 as newId } from "uuid";
import type { GraphContext } from "../../graph/context.js";
import type { Transaction } from "../../platform/database.js";
import { ApplicationSchema } from "../entities.js";
import type { Tell } from "../ports.js";

/**
 * Takes everything that a firm wrote or told out of its applications, and the salts of their ledger entries. That there was an
 * application, its states and its money stay on record.
 */
export async function forgetFirm(
  tx: Transaction,
  businessKey: string,
  { caller, now }: GraphContext,
  tell: Tell,
): Promise<void> {
  const rows = await tx.query<{ id: string; version: number; state: string }>(
    "select id, version, state from application where business_id = $1 and suppressed_at is null order by id for update",
    [businessKey],
  );
  const keys = rows.map(({ id }) => id);
  for (const { id, version, state } of rows) {
    await tx.query(
      `insert into application_event (id, application_id, version, what, from_state, to_state, role, actor, at)
       values ($1, $2, $3, 'suppress', $4, $4, $5, $6, $7)`,
      [newId(), id, version + 1, state, caller.role, caller.subject, now],
    );
  }
  await tx.query(
    `update application set content = null, snapshot = null, report = null, results = null, receipt = null,
            version = version + 1, updated_at = $2, suppressed_at = $2, changed_in = default
      where id = any($1::uuid[])`,
    [keys, now],
  );
  // Only what is suppressed already is forgotten.
  await tx.query("select forget_applications($1)", [keys]);
  // Whoever keeps copies is told, so that they can do the same.
  for (const application of await tx.em.find(ApplicationSchema, { id: keys }, { orderBy: { id: "asc" } })) {
    const { state, version } = application;
    await tell(tx, application, { what: "suppress", fromState: state, toState: state, version, details: {}, at: now });
  }
}
