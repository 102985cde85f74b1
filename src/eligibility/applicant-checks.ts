import type { GraphContext } from "../graph/context.js";
import type { EligibilityService } from "./eligibility.service.js";
import type { Bilingual } from "./facts/fact.js";
import { FACTS } from "./facts/index.js";
import type { KeptFirm } from "./ports.js";
import { sentFrom } from "./profile/kept-facts.js";

/** For whoever files applications: what the rules of some versions say of firms that are kept elsewhere. */
export function createApplicantChecks(eligibility: EligibilityService) {
  return {
    async rulesOf(versionIds: readonly string[], asOf: string) {
      const judges = await eligibility.rulesOf(versionIds, asOf);
      return judges.map((judge) => (context: GraphContext, firm: KeptFirm) => {
        const { result, understood } = judge(sentFrom(firm.facts, firm));
        const { verdict, missing, refusals } = result.explanation;
        return {
          verdict,
          receipt: eligibility.receiptOf(result, understood, asOf, context.now).token,
          missing: missing.map((fact) => ({ fact, ...wordsOf(fact) })),
          failed: refusals.map(({ condition }) => ({ id: condition.id, text: condition.text })),
        };
      });
    },
  };
}

function wordsOf(fact: string): { readonly label: Bilingual; readonly question: Bilingual } {
  const known = FACTS[fact];
  const itself = { es: fact, en: fact };
  return { label: known?.label ?? itself, question: known?.question ?? itself };
}
