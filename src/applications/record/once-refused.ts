import type { Transaction } from "../../platform/database.js";
import type { State } from "../lifecycle/states.js";

/** How an application comes to nothing by what an agency decides, or by the clock; not because the firm wants it so. */
const REFUSED: readonly State[] = ["rejected", "ineligible", "lapsed"];

/** Whether an application of a firm to a program, once handed in, came to nothing. */
export async function onceRefused(tx: Transaction, businessKey: string, programKey: string): Promise<boolean> {
  const rows = await tx.query(
    `select from application
      where business_id = $1 and program_id = $2 and submitted_at is not null and state = any($3::text[]) limit 1`,
    [businessKey, programKey, REFUSED],
  );
  return rows.length > 0;
}
