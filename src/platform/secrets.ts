import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Database } from "./database.js";

const SECRET_BYTES = 32;

/** A secret that all gateways of one database share, made by whichever asks first. */
export async function sharedSecret(database: Pick<Database, "query">, name: string): Promise<Buffer> {
  await database.query("insert into gateway_secret (name, value) values ($1, $2) on conflict do nothing", [
    name,
    randomBytes(SECRET_BYTES),
  ]);
  const secret = await knownSecret(database, name);
  if (secret === undefined) throw new Error(`secret ${name} could not be stored`);
  return secret;
}

/** The secret that gateways of the database share, if one was ever made. */
export async function knownSecret(database: Pick<Database, "query">, name: string): Promise<Buffer | undefined> {
  const [row] = await database.query<{ value: Buffer }>("select value from gateway_secret where name = $1", [name]);
  return row?.value;
}

/**
 * A secret that all processes of one folder share, made by whichever asks first; only the account that made it can read it.
 * The file appears whole or not at all, because it is linked, never written, into place.
 */
export async function secretInFile(path: string): Promise<Buffer> {
  const known = await read(path);
  if (known !== undefined) return known;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, randomBytes(SECRET_BYTES).toString("hex"), { mode: 0o600, flag: "wx" });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  const made = await read(path);
  if (made === undefined) throw new Error(`the secret ${path} could not be stored`);
  return made;
}

async function read(path: string): Promise<Buffer | undefined> {
  try {
    const secret = Buffer.from(await readFile(path, "utf8"), "hex");
    if (secret.length !== SECRET_BYTES) throw new Error(`${path} does not hold a secret of ${SECRET_BYTES} bytes`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
