import pg from "pg";
import type { DatabaseAddress } from "../../../src/platform/database.js";
import { FORMS_OF_CANARIES, type Notebook } from "./notebook.js";

/** Looks through every row that was written since that transaction, as text; what is sealed is bytes there, and shows nothing. */
export async function lookThroughStore(address: DatabaseAddress, since: number, notebook: Notebook): Promise<void> {
  const client = new pg.Client("url" in address ? { connectionString: address.url } : address);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1",
    );
    const wanted = FORMS_OF_CANARIES.map((form) => `%${form}%`);
    for (const { name } of rows) {
      const found = await client.query<{ row: string }>(
        `select t::text as row from ${name} t
          where case when xmin::text::bigint >= $2 then t::text like any($1) else false end`,
        [wanted, since],
      );
      notebook.look("table", name);
      for (const { row } of found.rows) notebook.leak("table", `${name}: ${row.slice(0, 300)}`);
    }
  } catch (error) {
    // A test may have taken away the database, or what it is made of; there is nothing left to look at then.
    if (!GONE.has((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

const GONE = new Set(["3D000", "42P01"]);
