import { join, resolve } from "node:path";
import type { Config } from "../config.js";
import type { Authenticate } from "../graph/identity/authenticate.js";
import { DEVELOPMENT_SECRET } from "../graph/identity/development-issuer.js";
import { openIdentity } from "../graph/identity/open-identity.js";
import { Database } from "../platform/database.js";
import { createLog, type Log } from "../platform/log.js";
import { secretInFile, sharedSecret } from "../platform/secrets.js";

export interface IdentityParts {
  readonly database: Database;
  readonly log: Log;
  /** The database is the built-in one, which lives in DATA_DIR. */
  readonly builtIn: boolean;
}

/** Who may be believed, as the settings say. */
export async function identityOf(config: Config, { database, log, builtIn }: IdentityParts): Promise<Authenticate> {
  const { AUTH_AUDIENCE: audience, AUTH_ISSUER: name, AUTH_JWKS_URL: jwksUrl } = config;
  const seed = () => (builtIn ? seedBesideBuiltIn(config) : sharedSecret(database, DEVELOPMENT_SECRET));
  return openIdentity({
    database,
    log,
    audience,
    issuer: name === undefined || jwksUrl === undefined ? undefined : { name, jwksUrl },
    developmentSeed: config.AUTH_DEVELOPMENT ? await seed() : undefined,
  });
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

/** A running gateway has the built-in PostgreSQL for itself alone, so the seed is in a file beside it. */
function seedBesideBuiltIn({ DATA_DIR }: Config): Promise<Buffer> {
  return secretInFile(join(resolve(DATA_DIR), `${DEVELOPMENT_SECRET}.key`));
}
