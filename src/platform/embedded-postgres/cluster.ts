import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Binaries, refuseIfUnrunnable } from "./binaries.js";
import { type Launcher, run } from "./launcher.js";
import type { Log } from "./log.js";
import { CannotStartPostgres } from "./refusals.js";

/** Makes sure the folder holds a whole cluster that these binaries can serve: the one that is there, or a new one. */
export async function prepareCluster(cluster: string, binaries: Binaries, launcher: Launcher, log: Log): Promise<void> {
  const major = await majorOf(cluster);
  if (major === undefined) {
    await refuseForeignFiles(cluster);
    await createCluster(cluster, binaries, launcher, log);
  } else if (major !== binaries.major) {
    throw otherMajor(cluster, major, binaries.major);
  } else if ((await stat(cluster)).uid !== launcher.uid) {
    await launcher.give(cluster);
  }
  // Last, because an initdb that outlived its parent may go on writing for a moment, which makes a removal fail.
  await removeHalfMade(cluster);
}

/**
 * A cluster is made aside, synced to disk and only then given its name, so that a crash at any moment leaves either a whole
 * one or none.
 */
async function createCluster(cluster: string, binaries: Binaries, launcher: Launcher, log: Log): Promise<void> {
  const began = performance.now();
  const aside = `${halfMade(cluster)}${process.pid}-${randomBytes(4).toString("hex")}`;
  await mkdir(aside, { mode: 0o700 });
  try {
    await launcher.give(aside);
    await initialise(aside, binaries, launcher); // initdb syncs what it wrote
    await rename(aside, cluster);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  await sync(dirname(cluster));
  log.info({ cluster, ms: Math.round(performance.now() - began) }, "made a new PostgreSQL cluster");
}

/**
 * What counts as a letter, for pg_trgm among others, comes from the system's locale even where ICU orders the text: under
 * plain C, «ñ» and «á» would be no letters. Systems differ in which of these they know; C is known to all.
 */
const letterLocales = ["C.UTF-8", "en_US.UTF-8", "C"];

async function initialise(folder: string, binaries: Binaries, launcher: Launcher): Promise<void> {
  let output = "";
  for (const locale of letterLocales) {
    const result = await run(launcher, binaries.initdb, [
      `--pgdata=${folder}`,
      "--username=postgres",
      "--auth=trust", // only the account itself and root get to the socket
      "--encoding=UTF8",
      "--locale-provider=icu",
      "--icu-locale=es-MX",
      "--locale=C",
      `--lc-ctype=${locale}`,
      "--no-instructions",
    ]);
    if (result.code === 0) return;
    output = result.output;
    if (!output.includes("invalid locale name")) break;
  }
  await refuseIfUnrunnable(binaries);
  throw new CannotStartPostgres(
    `No se pudo crear la base de datos incluida. Revisa el espacio y los permisos de ${dirname(folder)}, o usa DATABASE_URL.`,
    `The bundled database could not be made. Check the space and permissions of ${dirname(folder)}, or use DATABASE_URL.\n${output.trim()}`,
  );
}

const halfMade = (cluster: string) => `${cluster}.initialising-`;

/** What earlier starts that died while making a cluster left: we own the folder, and ours has its name. */
async function removeHalfMade(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(basename(halfMade(cluster)))) continue;
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function majorOf(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function refuseForeignFiles(cluster: string): Promise<void> {
  const names = await readdir(cluster).catch(() => []);
  if (names.length === 0) return; // an empty folder gives way to the rename
  throw new CannotStartPostgres(
    `La carpeta ${cluster} tiene archivos que no son de PostgreSQL. Muévela, o elige otra carpeta con DATA_DIR.`,
    `The folder ${cluster} holds files that are not PostgreSQL's. Move it away, or choose another folder with DATA_DIR.`,
  );
}

function otherMajor(cluster: string, theirs: string, ours: string): CannotStartPostgres {
  return new CannotStartPostgres(
    `Los datos de ${cluster} son de PostgreSQL ${theirs} y este servicio trae PostgreSQL ${ours}. ` +
      `Expórtalos con pg_dump y un PostgreSQL ${theirs} e impórtalos aquí, elige otra carpeta con DATA_DIR, ` +
      `o usa un servidor PostgreSQL ${theirs} con DATABASE_URL.`,
    `The data in ${cluster} is PostgreSQL ${theirs}'s and this service brings PostgreSQL ${ours}. ` +
      `Export it with pg_dump and a PostgreSQL ${theirs} and import it here, choose another folder with DATA_DIR, ` +
      `or use a PostgreSQL ${theirs} server with DATABASE_URL.`,
  );
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
