import { z } from "zod";
import { AmountRule } from "./amount-rule.js";
import { Decimal } from "./decimal.js";
import { Day, PartialDate } from "./partial-date.js";
import { Rule } from "./rule.js";
import { Text } from "./text.js";
import {
  AGENCY_ROLES,
  AMOUNT_TYPES,
  AUDIENCES,
  BASES,
  CATEGORIES,
  CONFIDENCES,
  CURRENCY_BASES,
  FIGURE_KINDS,
  LEVELS,
  NAME_BASES,
  PRESENCES,
  PROGRAM_KINDS,
  RELATION_TYPES,
  REQUIREMENT_ROLES,
  SECTORS,
  STATUSES,
  SUPPORT_KINDS,
  VERDICTS,
} from "./vocabulary.js";

/** A code of one of the closed vocabularies. */
function codeOf<T extends object>(vocabulary: T) {
  return z.enum(Object.keys(vocabulary) as [keyof T & string, ...(keyof T & string)[]]);
}

/** How codes of places are written. */
export const STATE_FORM = "un estado se escribe como MX-QUE (ISO 3166-2) / a state is written as MX-QUE (ISO 3166-2)";
export const MUNICIPALITY_FORM =
  "un municipio se escribe con cinco cifras entre comillas / a municipality is written with five digits in quotation marks";

export const Slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "solo lleva minúsculas sin acento, cifras y guiones / it has only lower-case letters without accents, digits and hyphens",
  )
  .max(80);
const citationId = z
  .string()
  .regex(
    /^[a-z0-9-]+$/,
    "solo lleva minúsculas, cifras y guiones / it has only lower-case letters, digits and hyphens",
  );
const cite = z.array(citationId);

/** One figure: money, a number of some unit, a percentage, or words where the source gives no number. */
const Measure = {
  value: Decimal.optional().describe("The number, without thousands separators"),
  currency: z.enum(["MXN", "USD"]).optional().describe("ISO 4217; present when the figure is money"),
  unit: Text.optional().describe("What is counted, when the figure is not money"),
  percent: z.boolean().optional().describe("True when the number is a percentage"),
  words: Text.optional().describe("What the source says in place of a number"),
  qualifier: Text.optional().describe("over, about, at least…"),
  period: Text.optional().describe("Time the figure speaks of, as the source gives it"),
};

const Amount = z.strictObject({
  concerns: Text.describe("What the figure is the amount of"),
  type: codeOf(AMOUNT_TYPES),
  ...Measure,
  currencyBasis: codeOf(CURRENCY_BASES).optional(),
  inclusive: z.boolean().optional().describe("Whether the bound itself is inside"),
  of: Text.optional().describe("What the share is a share of"),
  at: Text.optional().describe("The moment the figure holds for"),
  text: Text.optional(),
  note: Text.optional(),
  cite,
});

const Calculation = z.strictObject({
  id: Slug,
  concerns: Text.describe("What the program gives, e.g. support per enterprise"),
  currency: z
    .enum(["MXN", "USD"])
    .optional()
    .describe("ISO 4217; absent where it is that of the facts asked, e.g. the loan's"),
  rule: AmountRule.describe("How much it comes to at most, from what the document says and nothing else"),
  note: Text.optional().describe("What the document leaves open, and how it was read"),
  cite,
});

const Component = z.strictObject({
  name: Text,
  text: Text.optional(),
  budget: z.array(z.strictObject({ source: Text, value: Decimal, currency: z.enum(["MXN", "USD"]) })).optional(),
});

const Requirement = z.strictObject({
  id: Slug,
  text: Text,
  role: codeOf(REQUIREMENT_ROLES),
  basis: codeOf(BASES).optional(),
  rule: Rule.optional().describe("Absent where the source gives words that no fact of a firm can decide"),
  note: Text.optional(),
  cite,
});

const StatusStatement = z.strictObject({
  code: codeOf(STATUSES),
  since: PartialDate.optional().describe("When it began to be so, where that is known"),
  attestedOn: PartialDate.optional().describe("Date of the source that says so"),
  confidence: codeOf(CONFIDENCES),
  successor: Slug.optional(),
  note: Text.optional(),
  cite,
});

const Figure = z.strictObject({
  metric: Text,
  kind: codeOf(FIGURE_KINDS).default("result"),
  ...Measure,
  note: Text.optional(),
  cite,
});

const Citation = z.strictObject({
  id: citationId,
  document: z.string().describe("Key in seeds/documents.yaml"),
  place: z.string().describe("Section, table, figure or paragraph, as printed"),
  line: z.int().min(1).optional().describe("Line of the source text file where the passage begins"),
  original: z.array(z.string()).default([]).describe("What the document itself cites for it, as printed"),
});

const GoldenCase = z.strictObject({
  id: Slug,
  title: Text.describe("What firm it is, in a few words; it is made up, never a real one"),
  profile: z.record(z.string(), z.json()).describe("Value by fact, written as the eligibility API takes it"),
  expected: codeOf(VERDICTS).describe("What the requirements must come to for it"),
  asOf: Day.optional().describe("Day it is judged as of; the first day of the profile where there is none"),
});
export type GoldenCase = z.output<typeof GoldenCase>;

/**
 * Everything the catalog knows of one program at one time: the shape of `seeds/programs/<slug>.yaml`,
 * of a published version's document, and of what the API resolves from.
 */
export const ProgramDocument = z.strictObject({
  slug: Slug.describe("Equals the file name"),
  kind: codeOf(PROGRAM_KINDS),
  catalog: Slug,
  presence: codeOf(PRESENCES),
  name: Text,
  nameBasis: codeOf(NAME_BASES).optional().describe("Where the Spanish name comes from"),
  acronym: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  description: Text,
  agencies: z
    .array(
      z.strictObject({
        agency: Slug,
        role: codeOf(AGENCY_ROLES),
        roleAsStated: Text.optional(),
        note: Text.optional(),
      }),
    )
    .min(1),
  parentAgency: Slug.optional(),
  categories: z.strictObject({
    codes: z.array(codeOf(CATEGORIES)).default([]).describe("As the source classifies it"),
    proposed: z.array(codeOf(CATEGORIES)).default([]).describe("Ours, where the source gives none"),
    table: codeOf(CATEGORIES).optional().describe("In Table 12 or 13"),
    body: codeOf(CATEGORIES).optional().describe("In the theme section of §4.3"),
    tableAndBodyAgree: z.boolean().optional(),
    note: Text.optional(),
  }),
  jurisdiction: z.strictObject({
    level: codeOf(LEVELS),
    state: z
      .string()
      .regex(/^MX-[A-Z]{3}$/, STATE_FORM)
      .optional()
      .describe("ISO 3166-2"),
    municipality: z
      .string()
      .regex(/^\d{5}$/, MUNICIPALITY_FORM)
      .optional()
      .describe("INEGI key: 2 digits of state, 3 of municipality"),
    stateCodeAsPrinted: z.string().optional(),
    note: Text.optional(),
  }),
  target: z.strictObject({ asStated: Text, audiences: z.array(codeOf(AUDIENCES)) }),
  sectors: z.strictObject({
    tags: z.array(codeOf(SECTORS)),
    asStated: Text.optional(),
    note: Text.optional(),
  }),
  supports: z.strictObject({
    kinds: z.array(codeOf(SUPPORT_KINDS)),
    amounts: z.array(Amount).default([]),
    calculations: z.array(Calculation).default([]),
    components: z.array(Component).default([]),
  }),
  requirements: z.array(Requirement).default([]),
  evidence: z.array(z.strictObject({ id: Slug, text: Text, basis: codeOf(BASES), cite })).default([]),
  timeline: z
    .strictObject({
      start: PartialDate.optional(),
      end: PartialDate.optional(),
      note: Text.optional(),
      cite: cite.default([]),
    })
    .prefault({}),
  status: z.array(StatusStatement).min(1).describe("In the order of time; the last one that has begun holds"),
  results: z.strictObject({ figures: z.array(Figure).default([]), note: Text.optional() }).prefault({}),
  conflicts: z
    .array(z.strictObject({ field: z.string(), values: z.array(Text).min(1), note: Text.optional() }))
    .default([])
    .describe("Where the sources disagree; every value is kept"),
  relations: z
    .array(
      z
        .strictObject({
          type: codeOf(RELATION_TYPES),
          program: Slug.optional(),
          name: Text.optional().describe("Where the other side is not a program of the catalog"),
          note: Text.optional(),
        })
        .refine((relation) => (relation.program === undefined) !== (relation.name === undefined), {
          message: "lleva program o name, uno de los dos / it has either program or name",
        }),
    )
    .default([]),
  citations: z.array(Citation).min(1),
  cases: z
    .array(GoldenCase)
    .max(100)
    .optional()
    .describe("Firms of which it is agreed what the rules come to, so that no change turns anybody away unseen"),
  inForceFrom: Day.describe(
    "First day this profile can answer for: the program's start, else the date of its earliest source",
  ),
});
export type ProgramDocument = z.output<typeof ProgramDocument>;
export type StatusStatement = ProgramDocument["status"][number];
