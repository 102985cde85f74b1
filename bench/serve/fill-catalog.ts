import { join } from "node:path";
import { prepareStore } from "../../src/gateway.js";
import type { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { SEED_FOLDER } from "../../src/programs/module.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { insertVersions, toVersion } from "../../src/programs/store/write-versions.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { syntheticPrograms } from "../synthetic-programs.js";
import { ensureDatabase } from "./databases.js";

const BATCH = 500;
const WRITERS = 3;

export interface Filled {
  readonly url: string;
  /** Programs that this run had to write, and how long all of it took. */
  readonly written: number;
  readonly seconds: number;
}

/**
 * A database of the gateway with so many programs: the real ones and synthetic ones beside them. It is kept: the next run writes only
 * what a run that was broken off had left out.
 */
export async function fillCatalog(server: string, programs: number): Promise<Filled> {
  const begun = performance.now();
  const url = await ensureDatabase(server, `bench_ventanilla_${programs}`);
  const { database } = await prepareStore({ address: { url }, log: createLog("error"), pool: 4 });
  try {
    const written = await addSynthetic(database, programs);
    return { url, written, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await database.close();
  }
}

async function addSynthetic(database: Database, programs: number): Promise<number> {
  const seeds = (await loadSeedFiles(SEED_FOLDER)).read();
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  const had = await database.query<{ slug: string }>("select slug from program");
  const there = new Set(had.map(({ slug }) => slug));
  const documents = syntheticPrograms(
    seeds.programs.map(({ value }) => value),
    tables.states.map(({ code }) => code),
    Math.max(programs - seeds.programs.length, 0),
  ).filter(({ slug }) => !there.has(slug));
  if (documents.length === 0) return 0;
  const context = {
    agencies: new Map(seeds.agencies.value.map((agency) => [agency.slug, agency])),
    places: createPlaces(tables),
    now: new Date(),
    origin: "synthetic",
  };
  const batches = Array.from({ length: Math.ceil(documents.length / BATCH) }, (_one, index) =>
    documents.slice(index * BATCH, (index + 1) * BATCH),
  );
  const write = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const versions = batch.map((document) => toVersion(document, 1, context));
      await database.write(async (em) => {
        await em.execute("set local synchronous_commit = off");
        await insertVersions(em, versions, context);
      });
    }
  };
  // One prepares while PostgreSQL writes what another has prepared.
  await Promise.all(Array.from({ length: WRITERS }, write));
  await database.write((em) => em.execute("update catalog_state set revision = revision + 1"));
  // Where autovacuum is off, nobody else tells which pages an index alone can answer for.
  const client = await database.connect();
  await client.query("set statement_timeout = 0");
  await client.query("vacuum (analyze)");
  client.release();
  return documents.length;
}
