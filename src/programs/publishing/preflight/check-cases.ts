import { type Flaw, flaw, shown } from "../../checks/flaw.js";
import type { Verdict } from "../../ports.js";
import type { ReadDraft } from "./draft.js";

const VERDICTS: Readonly<Record<Verdict, { readonly es: string; readonly en: string }>> = {
  ELIGIBLE: { es: "cumple", en: "eligible" },
  UNDETERMINED: { es: "no se sabe", en: "undetermined" },
  INELIGIBLE: { es: "no cumple", en: "ineligible" },
};

/** Whether the firms that were agreed on beforehand still come out as agreed. Values of a firm are never repeated. */
export function checkCases({ document, cases, judge, known }: ReadDraft): readonly Flaw[] {
  const unsound = document.requirements.some(
    ({ rule }) => rule !== undefined && known.facts.checkRule(rule).length > 0,
  );
  // What a rule that is wrong in itself comes to says nothing of the case.
  if (unsound) return [];
  return cases.flatMap(({ title, profile, expected, asOf }, index) => {
    const said = shown(title);
    const judged = judge(document.requirements, profile, asOf ?? document.inForceFrom);
    if ("unread" in judged) {
      const { es, en } = judged.unread;
      const words = { es: `el caso «${said}» no se puede leer: ${es}`, en: `the case «${said}» cannot be read: ${en}` };
      return [flaw("case_unread", ["cases", index, "profile", judged.unread.fact], words)];
    }
    if (judged.verdict === expected) return [];
    const [wanted, came] = [VERDICTS[expected], VERDICTS[judged.verdict]];
    return [
      flaw("case_fails", ["cases", index, "expected"], {
        es: `el caso «${said}» debía dar «${wanted.es}» y da «${came.es}»`,
        en: `the case «${said}» should come to «${wanted.en}» and comes to «${came.en}»`,
      }),
    ];
  });
}
