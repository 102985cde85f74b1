import { join } from "node:path";
import { createFactVocabulary } from "../../src/eligibility/fact-vocabulary.js";
import { createGoldenCaseJudge } from "../../src/eligibility/golden-cases.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import type { Known } from "../../src/programs/checks/known.js";
import type { ProgramDocument } from "../../src/programs/document/program-document.js";
import type { Draft } from "../../src/programs/publishing/preflight/draft.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { OFFICIAL_CODES } from "./official-codes.js";

const SEEDS = join(PACKAGE_ROOT, "seeds");
const seeds = (await loadSeedFiles(SEEDS)).read();

/** The programs of the catalog, as they are. */
export const IN_FORCE: readonly ProgramDocument[] = seeds.programs.map(({ value }) => value);

/** Everything that a document may name in the catalog. */
export const KNOWN: Known = {
  agencies: new Set(seeds.agencies.value.map(({ slug }) => slug)),
  catalogs: new Set(seeds.catalogs.value.map(({ slug }) => slug)),
  sources: new Set(seeds.sources.value.map(({ key }) => key)),
  programs: new Set(IN_FORCE.map(({ slug }) => slug)),
  facts: createFactVocabulary(OFFICIAL_CODES),
  places: createPlaces(await loadReferenceTables(join(SEEDS, "reference"))),
};

export const JUDGE = createGoldenCaseJudge(OFFICIAL_CODES);

/** A draft that changes nothing of a program. */
export function draftOf(document: ProgramDocument): Omit<Draft, "document"> & { document: ProgramDocument } {
  const own = structuredClone(document);
  return { document: own, before: document, known: KNOWN, others: IN_FORCE, judge: JUDGE };
}
