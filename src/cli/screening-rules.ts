import { join } from "node:path";
import { readConfig } from "../config.js";
import type { ScreeningRules } from "../eligibility/screening/screening.js";
import { todayIn } from "../graph/context.js";
import { digestOf } from "../platform/canonical-json.js";
import { createLog } from "../platform/log.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { loadSeedFiles } from "../programs/seed/read-seeds.js";
import { createOfficialCodes } from "../reference/official-codes.js";
import { loadReferenceTables } from "../reference/tables.js";

const SEED_FOLDER = join(PACKAGE_ROOT, "seeds");

/**
 * The rules that directories are screened against: those in force today in the catalog that DATABASE_URL names; without it those of the
 * seed files, which are what the built-in store holds.
 */
export async function loadScreeningRules(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ScreeningRules> {
  const { DATABASE_URL: url } = readConfig(environment);
  return url === undefined ? fromSeeds() : fromCatalog(url);
}

/** Programs by slug, with what decides. */
type Programs = ScreeningRules["programs"];

async function fromSeeds(): Promise<ScreeningRules> {
  const documents = (await loadSeedFiles(SEED_FOLDER)).read().programs.map(({ value }) => value);
  return rulesOf(documents.map(({ slug, requirements }) => ({ id: slug, conditions: requirements })));
}

async function fromCatalog(url: string): Promise<ScreeningRules> {
  // Loaded only when it is needed: the gateway and its store take a hundred MiB that a screening of the seed rules can do without.
  const { prepareStore } = await import("../gateway.js");
  const store = await prepareStore({ address: { url }, log: createLog("silent"), pool: 2 });
  try {
    const { programs } = await store.catalog.rules(todayIn(new Date()));
    return await rulesOf(programs.map(({ slug, conditions }) => ({ id: slug, conditions })));
  } finally {
    await store.cache.close();
    await store.database.close();
  }
}

/** Only what can change a verdict, in a fixed order, so that equal rules have one digest wherever they were read from. */
async function rulesOf(found: Programs): Promise<ScreeningRules> {
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  const programs = found
    .map(({ id, conditions }) => ({
      id,
      conditions: conditions.map(({ id: condition, role, basis, rule }) => ({ id: condition, role, basis, rule })),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { programs, codes: createOfficialCodes(tables), digest: digestOf({ programs, tables }) };
}
