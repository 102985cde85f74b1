import { randomBytes } from "node:crypto";
import type { Database } from "./database.js";

/** A secret that all gateways of one database share, made by whichever asks first. */
export async function sharedSecret(database: Database, name: string): Promise<Buffer> {
  await database.query("insert into gateway_secret (name, value) values ($1, $2) on conflict do nothing", [
    name,
    randomBytes(32),
  ]);
  const [row] = await database.query<{ value: Buffer }>("select value from gateway_secret where name = $1", [name]);
  if (!row) throw new Error(`secret ${name} could not be stored`);
  return row.value;
}
