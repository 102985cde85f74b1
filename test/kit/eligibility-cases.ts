import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import type { PlainFact } from "./firm.js";

const FOLDER = join(PACKAGE_ROOT, "test/fixtures/eligibility-cases");

const Words = z.array(z.string().min(1));
const PlainFactSchema: z.ZodType<PlainFact> = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  Words,
  z.strictObject({ oneOf: Words.min(2) }),
  z.strictObject({ atLeast: Words.min(1) }),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
]);
const Facts = z.record(z.string(), PlainFactSchema);

const CaseSchema = z.strictObject({
  title: z.string().min(1),
  /** A firm of this file by name, or its facts. */
  firm: z.union([z.string(), Facts]).default({}),
  /** Facts in which it differs from the firm named. */
  but: Facts.default({}),
  /** Facts of the firm named that nobody was asked for here. */
  without: Words.default([]),
  /** Facts asked for and not known. */
  unknown: Words.default([]),
  eligible: Words.default([]),
  ineligible: Words.default([]),
  /** What is missing and what is warned of, by program; nothing missing where it is not written. */
  undetermined: z
    .record(z.string(), z.strictObject({ missing: Words.default([]), warnings: Words.default([]) }))
    .default({}),
  /** What single conditions come to, where the case is about one that does not decide. */
  conditions: z.record(z.string(), z.record(z.string(), z.union([z.boolean(), z.literal("unknown")]))).default({}),
  /** Facts whose statement does not go together with others. */
  contradictions: Words.default([]),
  because: z.string().min(15),
  /** Document and line, e.g. "004:861". */
  source: z.array(z.string().regex(/^00[0-4]:\d+$/)).min(1),
});
export type EligibilityCase = Omit<z.infer<typeof CaseSchema>, "firm" | "but" | "without"> & {
  readonly facts: Readonly<Record<string, PlainFact>>;
};

const FileSchema = z.strictObject({
  theme: z.string().min(1),
  firms: z.record(z.string(), Facts).default({}),
  cases: z.array(CaseSchema).min(1),
});

export interface Theme {
  readonly theme: string;
  readonly cases: readonly EligibilityCase[];
}

/** The table of cases, one file a theme, in the order of the file names. */
export function readThemes(): readonly Theme[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const { theme, firms, cases } = FileSchema.parse(parse(readFileSync(join(FOLDER, name), "utf8")));
      return { theme, cases: cases.map((one) => withFacts(one, firms, name)) };
    });
}

function withFacts(
  { firm, but, without, ...rest }: z.infer<typeof CaseSchema>,
  firms: Readonly<Record<string, Readonly<Record<string, PlainFact>>>>,
  file: string,
): EligibilityCase {
  const base = typeof firm === "string" ? firms[firm] : firm;
  if (base === undefined) throw new Error(`${file}: no firm ${JSON.stringify(firm)}`);
  const facts = { ...base, ...but };
  for (const key of without) {
    if (!(key in base)) throw new Error(`${file}: ${rest.title}: the firm has no ${key} to leave out`);
    delete facts[key];
  }
  return { ...rest, facts };
}
