import type { Transaction } from "../platform/database.js";
import type { Bindings } from "../platform/sql.js";
import { connection, type Edge, type PageRequest } from "./connection.js";
import type { Cursors } from "./cursor.js";

/** A list in the order of one key; rows that have the same are in the order of their ids. */
export interface KeyedList {
  /** What is asked, and by whom: a cursor is good for the same question alone. */
  readonly question: string;
  /** A statement that gives `id` and `key` of all rows, with its values in `sql`. */
  readonly found: string;
  readonly sql: Bindings;
  /** PostgreSQL's type of the key; it goes into cursors as text. */
  readonly keyType: "text" | "timestamptz" | "xid8";
  readonly latestFirst?: boolean;
}

interface Found {
  readonly id: string | null;
  readonly key: string;
  readonly total: number;
}

/** One page, and how many rows there are in all, beyond the last page too: one statement for the places and one for the rows. */
export async function readKeyedList<Row extends { readonly id: string }>(
  tx: Transaction,
  cursors: Cursors,
  { question, found, sql, keyType, latestFirst = false }: KeyedList,
  page: PageRequest,
  readRows: (ids: string[]) => Promise<readonly Row[]>,
) {
  const beyond = page.cursor === undefined ? undefined : cursors.open(question, page.cursor, page.cursorField);
  const [order, than] = page.backwards === latestFirst ? ["asc", ">"] : ["desc", "<"];
  const start = beyond
    ? `where (key, id) ${than} (${sql.bind(beyond[0], "text")}::${keyType}, ${sql.bind(beyond[1], "uuid")})`
    : "";
  const rows = await tx.query<Found>(
    `with found as (${found})
     select page.id, page.key::text as key, total.total from (select count(*)::int as total from found) as total
       left join lateral (select id, key from found ${start}
                           order by key ${order}, id ${order} limit ${sql.bind(page.size + 1, "int")}) as page on true
      order by page.key ${order}, page.id ${order}`,
    sql.values,
  );
  const places = rows.flatMap(({ id, key }) => (id === null ? [] : { id, key }));
  const shown = places.slice(0, page.size);
  if (page.backwards) shown.reverse();
  const read = await readRows(shown.map(({ id }) => id));
  const byId = new Map(read.map((row) => [row.id, row]));
  const edges = shown.map(
    ({ id, key }): Edge<Row> => ({ cursor: cursors.seal(question, [key, id]), node: byId.get(id) as Row }),
  );
  return { ...connection<Row, Edge<Row>>(edges, places.length > page.size, page), totalCount: rows[0]?.total ?? 0 };
}
