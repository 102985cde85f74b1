import { join } from "node:path";
import type { ScreeningRules } from "../eligibility/screening/screening.js";
import { digestOf } from "../platform/canonical-json.js";
import { PACKAGE_ROOT } from "../platform/package-root.js";
import { loadSeedFiles } from "../programs/seed/read-seeds.js";
import { createOfficialCodes } from "../reference/official-codes.js";
import { loadReferenceTables } from "../reference/tables.js";

const SEED_FOLDER = join(PACKAGE_ROOT, "seeds");

/** The rules that directories are screened against: those of the seed files. The one place to point at another catalog. */
export async function loadScreeningRules(): Promise<ScreeningRules> {
  const [seeds, tables] = await Promise.all([
    loadSeedFiles(SEED_FOLDER),
    loadReferenceTables(join(SEED_FOLDER, "reference")),
  ]);
  const programs = seeds
    .read()
    .programs.map(({ value: { slug, requirements } }) => ({
      id: slug,
      conditions: requirements.map(({ id, role, basis, rule }) => ({ id, role, basis, rule })),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { programs, codes: createOfficialCodes(tables), digest: digestOf({ programs, tables }) };
}
