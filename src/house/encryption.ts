import { APPLICATION_SEALED } from "../applications/record/sealed-columns.js";
import { BUSINESS_SEALED } from "../businesses/sealed-columns.js";
import { NOTICES_SEALED } from "../notices/sealed-columns.js";
import type { Database } from "../platform/database.js";
import { createFieldCipher, type FieldCipher, type FieldKey } from "../platform/field-cipher.js";
import { knownSecret, sharedSecret } from "../platform/secrets.js";

/** Every column of the store that holds sealed values. */
export const SEALED_COLUMNS = [...BUSINESS_SEALED, ...APPLICATION_SEALED, ...NOTICES_SEALED];

/** Name of the key that the database keeps itself, for whoever sets none. */
export const DATABASE_KEY = "database";

/**
 * What private values are sealed with: the configured keys, the first of them the current one. Without any, a key that stands in the
 * database beside them, which is good for trying the gateway out and protects nothing from who has the database. What that one
 * sealed stays open to who sets keys later.
 */
export async function cipherOf(database: Database, keys: readonly FieldKey[] | undefined): Promise<FieldCipher> {
  const indexSecret = await sharedSecret(database, "blind index");
  const [current, ...older] = keys ?? [];
  if (current === undefined) {
    return createFieldCipher([{ id: DATABASE_KEY, key: await sharedSecret(database, "fields") }], indexSecret);
  }
  const ofDatabase = await knownSecret(database, "fields");
  const last = ofDatabase === undefined ? [] : [{ id: DATABASE_KEY, key: ofDatabase }];
  return createFieldCipher([current, ...older, ...last], indexSecret);
}
