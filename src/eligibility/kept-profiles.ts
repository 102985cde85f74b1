import { badInput, within } from "../graph/errors.js";
import { FACTS } from "./facts/index.js";
import { normalizeIdentifier } from "./identity/normalize.js";
import type { OfficialCodes } from "./ports.js";
import { type KeptFact, keptFacts } from "./profile/kept-facts.js";
import { readFirm, type SentProfile } from "./profile/read-profile.js";
import { ProfileInput } from "./view/profile-input.types.js";

/** For whoever keeps the profiles of firms: what may be kept of one, and what each fact is called. */
export function createKeptProfiles(codes: OfficialCodes) {
  return {
    inputType: ProfileInput,

    /**
     * The profile of a command's input taken apart to be kept. Refuses with BAD_USER_INPUT what could not be judged either, and facts that the law
     * calls sensitive: those are told when asking, and never kept.
     */
    keep(sent: object, asOf: string) {
      const profile = sent as SentProfile;
      const facts = within("input", () => {
        readFirm(profile, codes, asOf);
        const kept = keptFacts(profile);
        for (const { fact } of kept) if (FACTS[fact]?.privacy === "sensitive") throw refusedSensitive(fact);
        return kept;
      });
      const [rfc, curp] = [profile.rfc, profile.curp].map((given) => (given ? normalizeIdentifier(given) : undefined));
      return { facts, rfc, curp };
    },

    isFact: (key: string): boolean => Object.hasOwn(FACTS, key),

    label: (fact: string, language: "es" | "en"): string => FACTS[fact]?.label[language] ?? fact,
  };
}

export type { KeptFact };

function refusedSensitive(fact: string) {
  return badInput(`profile.${fact}`, {
    es: "es un dato sensible y no se guarda; dígalo al consultar (checkEligibility), que no guarda nada",
    en: "is sensitive and never kept; tell it when asking (checkEligibility), which keeps nothing",
  });
}
