import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.js";
import { Database } from "../platform/database.js";
import { exportLedger } from "../platform/ledger/export.js";
import { createLog } from "../platform/log.js";

const USAGE = `Uso / Usage: DATABASE_URL=… npm run export-ledger -- --to libro.ndjson
Escribe todo lo sellado del libro de decisiones, con quien actuó y nunca los detalles, para npm run verify-ledger. El archivo no debe existir.
Writes all that is sealed of the ledger of decisions, with who acted and never the details, for npm run verify-ledger. The file must not exist.
`;

function target(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { to: { type: "string" } } }).values.to;
  } catch {
    return undefined;
  }
}

async function main(args: readonly string[]): Promise<void> {
  const to = target(args);
  const { DATABASE_URL: url } = readConfig(process.env);
  if (to === undefined || url === undefined) throw new Error(USAGE);
  const log = createLog("silent");
  const database = await Database.open({ address: { url }, entities: [], migrations: [], pool: 1, log });
  try {
    // The file names who decided what: it is for its owner alone.
    await pipeline(Readable.from(exportLedger(database)), createWriteStream(to, { flags: "wx", mode: 0o600 }));
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
