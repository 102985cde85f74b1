import { join, resolve } from "node:path";
import type { Config } from "./config.js";
import { DEVELOPMENT_SECRET } from "./graph/identity/development-issuer.js";
import { Database } from "./platform/database.js";
import { createLog } from "./platform/log.js";
import { secretInFile, sharedSecret } from "./platform/secrets.js";

/** Where the built-in PostgreSQL is, so is the seed: in a file of its own, since a running gateway has that database for itself alone. */
export function seedBesideBuiltIn({ DATA_DIR }: Pick<Config, "DATA_DIR">): Promise<Buffer> {
  return secretInFile(join(resolve(DATA_DIR), `${DEVELOPMENT_SECRET}.key`));
}

/** The seed of the development issuer of the gateways that have this configuration, whether one of them is running or not. */
export async function developmentSeed(config: Config): Promise<Buffer> {
  if (config.DATABASE_URL === undefined) return seedBesideBuiltIn(config);
  const database = await Database.open({
    address: { url: config.DATABASE_URL },
    entities: [],
    migrations: [],
    pool: 1,
    log: createLog("silent"),
  });
  try {
    return await sharedSecret(database, DEVELOPMENT_SECRET);
  } finally {
    await database.close();
  }
}
