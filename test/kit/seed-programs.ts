import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const SEEDS = join(PACKAGE_ROOT, "seeds");

/** The documents of all seed programs, as their files say. */
export const SEED_DOCUMENTS = (await loadSeedFiles(SEEDS)).read().programs.map(({ value }) => value);

/** The seed programs as rules to judge by. */
export const SEED_PROGRAMS = SEED_DOCUMENTS.map(({ slug, requirements }) => ({ id: slug, conditions: requirements }));

/** INEGI's tables, as eligibility asks them. */
export const OFFICIAL_CODES = createOfficialCodes(await loadReferenceTables(join(SEEDS, "reference")));
