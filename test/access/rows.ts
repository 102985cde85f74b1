import type { Store } from "./cases.js";

/** Rows that are sent at once. */
const AT_ONCE = 2_000;

/** Puts rows into a table as they are, whoever may: columns that no row names keep their default. */
export async function writeRows(database: Store, table: string, rows: readonly object[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const values = rows.slice(from, from + AT_ONCE).map((row) => Object.fromEntries(Object.entries(row).map(plain)));
    await database.query(
      `insert into ${table} (${columns.join(", ")})
       select ${columns.join(", ")} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(values)],
    );
  }
}

/** As PostgreSQL reads a value out of JSON. */
function plain([name, value]: [string, unknown]): [string, unknown] {
  return [name, Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : value];
}
