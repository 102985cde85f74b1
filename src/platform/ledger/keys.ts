import type { KeyObject } from "node:crypto";
import type { Database } from "../database.js";
import { publicBytes, signingKey } from "../ed25519.js";
import { sharedSecret } from "../secrets.js";

/** A key that signs heads: the seed of an ed25519 key, 32 bytes, and its name. */
export interface LedgerSeed {
  readonly id: string;
  readonly key: Buffer;
}

/** What the newest heads are signed with. */
export interface LedgerSigner {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** The public half of a key that signs or signed. */
export interface LedgerKey {
  readonly id: string;
  /** 32 bytes in base64. */
  readonly publicKey: string;
  /** When a gateway first had it; in UTC. */
  readonly knownSince: string;
}

/** Name of the key that the database keeps itself, for whoever sets none. */
export const DATABASE_KEY = "database";

/**
 * Makes the public halves of the keys known for ever and gives the first of them to sign with. Without any, a key that stands in the
 * database beside what it signs: good for trying out, and no proof against who has the database. Refuses a name that was another key's.
 */
export async function openSigner(
  database: Pick<Database, "query">,
  seeds: readonly LedgerSeed[] | undefined,
  now: Date,
): Promise<LedgerSigner> {
  const given = seeds ?? [{ id: DATABASE_KEY, key: await sharedSecret(database, "ledger") }];
  const signers = given.map(({ id, key }) => ({ keyId: id, key: signingKey(key) }));
  for (const { keyId, key } of signers) await makeKnown(database, keyId, publicBytes(key), now);
  const [current] = signers;
  if (current === undefined) throw new Error("there is no key to sign the ledger with");
  return current;
}

async function makeKnown(database: Pick<Database, "query">, id: string, publicKey: Buffer, now: Date): Promise<void> {
  await database.query(
    "insert into ledger_key (id, public_key, known_since) values ($1, $2, $3) on conflict do nothing",
    [id, publicKey, now],
  );
  const known = await database.query("select from ledger_key where id = $1 and public_key = $2", [id, publicKey]);
  if (known.length === 0)
    throw new Error(`LEDGER_KEYS: the name ${id} was another key's, or the key had another name: it needs a new name`);
}

/** Every key that heads were ever signed with, the newest first. */
export function readKeys(database: Pick<Database, "query">): Promise<LedgerKey[]> {
  return database.query<LedgerKey>(
    `select id, encode(public_key, 'base64') as "publicKey",
            to_char(known_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "knownSince"
       from ledger_key order by known_since desc, id`,
  );
}
