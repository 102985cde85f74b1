import { z } from "zod";
import { Refusal } from "../graph/errors.js";
import type { Fact } from "./facts/fact.js";
import { FACTS } from "./facts/index.js";
import type { OfficialCodes } from "./ports.js";
import { inRules } from "./profile/closed-values.js";
import { readFirm, type SentProfile } from "./profile/read-profile.js";
import { type Condition, judgeProgram, type Verdict } from "./rules/verdict.js";

/** What a profile of a golden case comes to, or why it cannot be read; never a value of it. */
export type JudgedCase =
  | { readonly verdict: Verdict }
  | { readonly unread: { readonly fact: string; readonly es: string; readonly en: string } };

/**
 * For whoever publishes rules: judges a firm written down as JSON, its facts as the eligibility API takes them, by conditions that
 * need not be published. As strict as the API: a fact nobody knows is not passed over.
 */
export function createGoldenCaseJudge(codes: OfficialCodes) {
  return (conditions: readonly Condition[], profile: Readonly<Record<string, unknown>>, asOf: string): JudgedCase => {
    const sent = WrittenProfile.safeParse(profile);
    if (!sent.success) {
      const [issue] = sent.error.issues;
      const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
      return { unread: { fact: String(key ?? "").slice(0, 80), ...whyUnread(issue?.code) } };
    }
    try {
      const { understood } = readFirm(sent.data as SentProfile, codes, asOf);
      return { verdict: judgeProgram(conditions, understood.profile).verdict };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [, fact = ""] = String(error.extensions.field).split(/[.[]/);
      return { unread: { fact, ...error.text } };
    }
  };
}

function whyUnread(code: string | undefined) {
  return code === "unrecognized_keys"
    ? {
        es: "tiene una clave que no es de ningún dato; vea eligibilityFacts",
        en: "has a key of no fact; see eligibilityFacts",
      }
    : {
        es: "un dato no tiene un valor de los suyos; vea eligibilityFacts",
        en: "a fact has no value of its own; see eligibilityFacts",
      };
}

const decimal = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);
const keys = z.array(z.string());

/** How a value of a fact is written in JSON. */
function written(fact: Fact): z.ZodType {
  switch (fact.type) {
    case "boolean":
      return z.boolean();
    case "number":
      return decimal;
    case "code":
      return z.string().transform((code) => inRules(fact, code));
    case "codes":
      return z.array(
        z
          .string()
          .transform((code) => inRules(fact, code))
          .refine((code) => Object.hasOwn(fact.values, code)),
      );
  }
}

const WrittenProfile = z.strictObject({
  ...Object.fromEntries(Object.entries(FACTS).map(([key, fact]) => [key, written(fact).nullish()])),
  between: z
    .array(
      z.strictObject({
        fact: z.string(),
        min: decimal.transform(String).nullish(),
        max: decimal.transform(String).nullish(),
      }),
    )
    .nullish(),
  oneOf: z.array(z.strictObject({ fact: z.string(), values: keys })).nullish(),
  notComplete: keys.nullish(),
  notKnown: keys.nullish(),
  curp: z.string().nullish(),
  rfc: z.string().nullish(),
});
