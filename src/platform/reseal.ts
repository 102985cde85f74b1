import { setTimeout as wait } from "node:timers/promises";
import type { Database, Transaction } from "./database.js";
import type { FieldCipher } from "./field-cipher.js";

/** A column of sealed values. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The columns of the primary key with their types, in order. */
  readonly key: readonly (readonly [column: string, type: "uuid" | "text"])[];
}

export interface Resealed {
  readonly table: string;
  readonly column: string;
  readonly count: number;
}

/** Rows that one transaction takes: few enough that nobody waits long for one of them. */
const BATCH = 500;
/** Time for others to finish with the rows that they have in hand, in milliseconds. */
const PATIENCE = 100;

/**
 * Seals every value that an older key sealed again, with the current one, while the gateways run: in batches, passing over rows that
 * somebody has in hand and coming back for them. All gateways must know the current key by then, and seal with it. Ended halfway, it
 * goes on from there when it is called again.
 */
export async function resealFields(
  database: Database,
  cipher: FieldCipher,
  columns: readonly SealedColumn[],
): Promise<readonly Resealed[]> {
  const done: Resealed[] = [];
  for (const column of columns) {
    done.push({ table: column.table, column: column.column, count: await resealColumn(database, cipher, column) });
  }
  return done;
}

async function resealColumn(database: Database, cipher: FieldCipher, column: SealedColumn): Promise<number> {
  let count = 0;
  while (await database.asGateway((tx) => someLeft(tx, cipher, column))) {
    const before = count;
    for (let last: readonly string[] | undefined = []; last !== undefined; ) {
      const from: readonly string[] = last;
      const batch = await database.asGateway((tx) => resealBatch(tx, cipher, column, from));
      count += batch.count;
      last = batch.last;
    }
    if (count === before) await wait(PATIENCE);
  }
  return count;
}

async function someLeft(tx: Transaction, cipher: FieldCipher, { table, column }: SealedColumn): Promise<boolean> {
  const rows = await tx.query(`select from ${table} where ${oldIn(column)} limit 1`, [cipher.mark]);
  return rows.length > 0;
}

/** One batch of rows after a key; `last` is the key to go on from, undefined at the end. */
async function resealBatch(
  tx: Transaction,
  cipher: FieldCipher,
  { table, column, key }: SealedColumn,
  from: readonly string[],
): Promise<{ readonly count: number; readonly last: readonly string[] | undefined }> {
  const names = key.map(([name]) => name);
  const beyond = key.map(([, type], index) => `$${index + 2}::${type}`).join(", ");
  const rows = await tx.query<{ place: string[]; sealed: Buffer }>(
    `select array[${names.map((name) => `${name}::text`).join(", ")}] as place, ${column} as sealed from ${table}
      where ${oldIn(column)} ${from.length === 0 ? "" : `and (${names.join(", ")}) > (${beyond})`}
      order by ${names.join(", ")} limit ${BATCH} for update skip locked`,
    [cipher.mark, ...from],
  );
  const again = rows.map(({ place, sealed }) => {
    const where = { table, row: place.join("/"), column };
    return cipher.seal(where, cipher.open(where, sealed)).toString("hex");
  });
  const arrays = key.map((_, index) => rows.map(({ place }) => place[index]));
  const parts = key.map(([, type], index) => `$${index + 2}::${type}[]`).join(", ");
  const same = names.map((name, index) => `t.${name} = v.k${index}`).join(" and ");
  await tx.query(
    `update ${table} t set ${column} = decode(v.sealed, 'hex')
       from unnest($1::text[], ${parts}) as v(sealed, ${names.map((_, index) => `k${index}`).join(", ")}) where ${same}`,
    [again, ...arrays],
  );
  return { count: rows.length, last: rows.length < BATCH ? undefined : rows.at(-1)?.place };
}

/** Values that begin otherwise than those of the current key; its mark is the first placeholder. */
function oldIn(column: string): string {
  return `${column} is not null and substring(${column} from 1 for length($1::bytea)) <> $1::bytea`;
}
