import { randomBytes, randomUUID } from "node:crypto";
import { cipherOf, SEALED_COLUMNS } from "../../src/house/encryption.js";
import { Database } from "../../src/platform/database.js";
import { createFieldCipher, type FieldKey } from "../../src/platform/field-cipher.js";
import { createLog } from "../../src/platform/log.js";
import { resealFields } from "../../src/platform/reseal.js";
import { RFC } from "../kit/firms.js";
import type { TestDatabase } from "../kit/store.js";

/** Works on a store with connections of its own, as the command does that seals again. */
export async function onStore<T>({ address }: TestDatabase, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open({ address, entities: [], migrations: [], pool: 4, log: createLog("silent") });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Seals the values of so many firms again, while somebody holds one of them for a while and others go on with theirs; tells how many
 * seconds it took. None must be left under the old key, and a second time nothing is left to do.
 */
export async function resealCrowd(
  database: Database,
  { count, old, fresh, meanwhile }: { count: number; old: FieldKey; fresh: FieldKey; meanwhile: () => Promise<void> },
): Promise<number> {
  const cipher = await cipherOf(database, [fresh, old]);
  const ofOld = createFieldCipher([old], randomBytes(32));
  for (let left = count; left > 0; left -= 10_000) await insertFirms(database, ofOld, Math.min(left, 10_000));
  let free: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  const holding = database.asGateway(async (tx) => {
    await tx.query("select from business where owner = 'crowd' order by id limit 1 for update");
    await held;
  });
  const began = Date.now();
  const resealing = resealFields(database, cipher, SEALED_COLUMNS);
  await meanwhile();
  setTimeout(free, 300);
  const resealed = await resealing;
  await holding;
  const seconds = (Date.now() - began) / 1_000;
  expect(resealed).toContainEqual({ table: "business", column: "rfc", count });
  const rows = await database.query<{ old: number }>(
    "select count(*)::int as old from business where owner = 'crowd' and substring(rfc from 1 for length($1::bytea)) <> $1::bytea",
    [cipher.mark],
  );
  expect(rows).toEqual([{ old: 0 }]);
  const again = await resealFields(database, cipher, SEALED_COLUMNS);
  expect(again.every(({ count: left }) => left === 0)).toBe(true);
  return seconds;
}

export async function insertFirms(
  database: Database,
  cipher: ReturnType<typeof createFieldCipher>,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, rfc: cipher.seal({ table: "business", row: id, column: "rfc" }, RFC).toString("hex") };
  });
  await database.query(
    `insert into business (id, owner, name, rfc, created_at)
     select id, 'crowd', 'Firma', decode(rfc, 'hex'), now() from jsonb_to_recordset($1::jsonb) as r(id uuid, rfc text)`,
    [JSON.stringify(rows)],
  );
}
