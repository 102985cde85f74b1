import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

/** INEGI's tables, as eligibility asks them. */
export const OFFICIAL_CODES = createOfficialCodes(await loadReferenceTables(join(PACKAGE_ROOT, "seeds", "reference")));
