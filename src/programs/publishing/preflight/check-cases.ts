import { type Flaw, flaw } from "../../checks/flaw.js";
import type { GoldenCase } from "../../document/program-document.js";
import { read } from "../../document/text.js";
import { VERDICTS } from "../../document/vocabulary.js";
import { same } from "../compare/json.js";
import type { ReadDraft } from "./draft.js";

/** Facts that are the key of one person or firm. */
const KEYS_OF_SOMEBODY = ["rfc", "curp"];

/**
 * Whether the firms that were agreed on still come out as agreed, and whether the agreement itself is changed. Values of a firm are never
 * repeated.
 */
export function checkCases(draft: ReadDraft): readonly Flaw[] {
  const { document, before } = draft;
  const cases = document.cases ?? [];
  const altered = (before?.cases ?? []).flatMap((agreed) => alteredCase(agreed, cases));
  return [...altered, ...cases.flatMap((one, index) => ofSomebody(one, index)), ...judgedCases(draft, cases)];
}

function alteredCase(agreed: GoldenCase, cases: readonly GoldenCase[]): readonly Flaw[] {
  const index = cases.findIndex(({ id }) => id === agreed.id);
  const now = cases[index];
  const { title: _, ...terms } = agreed;
  if (now !== undefined && same(terms, { ...now, title: undefined })) return [];
  const said = titles(agreed);
  return now === undefined
    ? [flaw("case_altered", ["cases"], { es: `se quita el caso «${said.es}»`, en: `the case «${said.en}» is dropped` })]
    : [
        flaw("case_altered", ["cases", index], {
          es: `el caso «${said.es}» ya no es el que se convino`,
          en: `the case «${said.en}» is not the one agreed on any more`,
        }),
      ];
}

function ofSomebody(one: GoldenCase, index: number): readonly Flaw[] {
  const said = titles(one);
  return KEYS_OF_SOMEBODY.filter((key) => Object.hasOwn(one.profile, key)).map((key) =>
    flaw("case_of_somebody", ["cases", index, "profile", key], {
      es: `el caso «${said.es}» se publica: no puede llevar la clave de nadie`,
      en: `the case «${said.en}» is published: it may have nobody's key`,
    }),
  );
}

function judgedCases({ document, judge, known }: ReadDraft, cases: readonly GoldenCase[]): readonly Flaw[] {
  const unsound = document.requirements.some(
    ({ rule }) => rule !== undefined && known.facts.checkRule(rule).length > 0,
  );
  // What a rule that is wrong in itself comes to says nothing of the case.
  if (unsound) return [];
  return cases.flatMap((one, index) => {
    const said = titles(one);
    const judged = judge(document.requirements, one.profile, one.asOf ?? document.inForceFrom);
    if ("unread" in judged) {
      const { es, en } = judged.unread;
      const words = {
        es: `el caso «${said.es}» no se puede leer: ${es}`,
        en: `the case «${said.en}» cannot be read: ${en}`,
      };
      return [flaw("case_unread", ["cases", index, "profile", judged.unread.fact], words)];
    }
    if (judged.verdict === one.expected) return [];
    const [wanted, came] = [VERDICTS[one.expected], VERDICTS[judged.verdict]];
    return [
      flaw("case_fails", ["cases", index, "expected"], {
        es: `el caso «${said.es}» debía dar «${wanted.es}» y da «${came.es}»`,
        en: `the case «${said.en}» should come to «${wanted.en}» and comes to «${came.en}»`,
      }),
    ];
  });
}

function titles({ title }: GoldenCase) {
  return { es: read(title, "es").value, en: read(title, "en").value };
}
