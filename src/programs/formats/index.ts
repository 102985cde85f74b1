import { COMMON_GRANTS } from "./common-grants.js";
import { CPSV_AP } from "./cpsv-ap.js";
import { CSV } from "./csv.js";
import type { Format } from "./format.js";
import { NDJSON } from "./ndjson.js";
import { SCHEMA_ORG } from "./schema-org.js";

/** Every form that programs are given out in, and read back from. */
export const FORMATS = {
  ndjson: NDJSON,
  csv: CSV,
  cpsvAp: CPSV_AP,
  schemaOrg: SCHEMA_ORG,
  commonGrants: COMMON_GRANTS,
} as const satisfies Readonly<Record<string, Format>>;
export type FormatKey = keyof typeof FORMATS;
