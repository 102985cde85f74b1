import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";

/** The documents of all seed programs, as their files say. */
export const SEED_DOCUMENTS = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds")))
  .read()
  .programs.map(({ value }) => value);

/** The seed programs as rules to judge by. */
export const SEED_PROGRAMS = SEED_DOCUMENTS.map(({ slug, requirements }) => ({ id: slug, conditions: requirements }));
