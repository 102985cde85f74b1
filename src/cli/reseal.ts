import { readConfig } from "../config.js";
import { cipherOf, SEALED_COLUMNS } from "../house/encryption.js";
import { Database } from "../platform/database.js";
import { createLog } from "../platform/log.js";
import { resealFields } from "../platform/reseal.js";

const NEEDED = `Seals what older keys sealed again, with the current one, while the gateways run.
Uso / Usage: DATABASE_URL=… ENCRYPTION_KEYS=<nueva>:…,<anterior>:… npm run reseal
Faltan DATABASE_URL y ENCRYPTION_KEYS, la clave actual primero. / DATABASE_URL and ENCRYPTION_KEYS are needed, the current key first.`;

async function main(): Promise<void> {
  const { DATABASE_URL: url, ENCRYPTION_KEYS: keys } = readConfig(process.env);
  if (url === undefined || keys === undefined) throw new Error(NEEDED);
  const database = await Database.open({
    address: { url },
    entities: [],
    migrations: [],
    pool: 2,
    log: createLog("silent"),
  });
  try {
    const resealed = await resealFields(database, await cipherOf(database, keys), SEALED_COLUMNS);
    for (const { table, column, count } of resealed) process.stdout.write(`${table}.${column}: ${count}\n`);
    const total = resealed.reduce((sum, { count }) => sum + count, 0);
    process.stdout.write(`${total} valores con la clave «${keys[0]?.id}» / values under the key "${keys[0]?.id}"\n`);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
