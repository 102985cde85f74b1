import type { Database } from "../../src/platform/database.js";

/** Names of all tables of the store. */
async function tables(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  return rows.map(({ name }) => name);
}

/** How many rows each table has and a digest of all they hold: equal before and after means that nothing was written. */
export async function stateOf(database: Database): Promise<Readonly<Record<string, string>>> {
  const state: Record<string, string> = {};
  for (const table of await tables(database)) {
    const [row] = await database.query<{ state: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as state from ${table} t`,
    );
    state[table] = row?.state ?? "";
  }
  return state;
}

/** Everything in every table as text, columns of bytes also as the text they may be; for looking for what must not be there. */
export async function dumpOf(database: Database): Promise<string> {
  const parts: string[] = [];
  for (const table of await tables(database)) {
    const rows = await database.query<object>(`select * from ${table}`);
    for (const row of rows) {
      const text = JSON.stringify(row, (_key, value: unknown) =>
        isBytes(value) ? Buffer.from(value.data).toString("latin1") : value,
      );
      parts.push(`${table} ${text}`);
    }
  }
  return parts.join("\n");
}

/** A Buffer, as JSON.stringify has it by the time the replacer sees it. */
function isBytes(value: unknown): value is { data: number[] } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer" && "data" in value;
}
