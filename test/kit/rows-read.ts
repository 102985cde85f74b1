import { Database, type Transaction } from "../../src/platform/database.js";

interface Read {
  readonly table: string;
  readonly rows: number;
}

/** What this connection has read so far, of each table, whether it went through it or looked it up. */
const READ = `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
  where seq_tup_read + coalesce(idx_tup_fetch, 0) > 0`;

/** Rows of each table that are read while `work` runs, by whichever gateway of this process. */
export async function rowsRead(work: () => Promise<void>): Promise<ReadonlyMap<string, number>> {
  const read = new Map<string, number>();
  const counted =
    <T>(inner: (tx: Transaction) => Promise<T>) =>
    async (tx: Transaction): Promise<T> => {
      const before = new Map((await tx.query<Read>(READ)).map(({ table, rows }) => [table, rows]));
      const result = await inner(tx);
      await tx.em.flush();
      for (const { table, rows } of await tx.query<Read>(READ))
        read.set(table, (read.get(table) ?? 0) + rows - (before.get(table) ?? 0));
      return result;
    };
  const { as, asGateway, query } = Database.prototype;
  Database.prototype.as = function (claims, inner) {
    return as.call(this, claims, counted(inner)) as never;
  };
  Database.prototype.asGateway = function (inner) {
    return asGateway.call(this, counted(inner)) as never;
  };
  Database.prototype.query = function (sql, values) {
    return asGateway.call(
      this,
      counted((tx) => tx.query(sql, values)),
    ) as never;
  };
  try {
    await work();
  } finally {
    Object.assign(Database.prototype, { as, asGateway, query });
  }
  return read;
}
