import type { ProgramDocument } from "../document/program-document.js";
import { checkBesideText } from "./check-beside-text.js";
import { checkTogether, type SoundRequirement } from "./check-together.js";
import { type Flaw, flaw } from "./flaw.js";
import type { Known } from "./known.js";

type Requirement = ProgramDocument["requirements"][number];

/** The rules of one program: each by itself, beside its text, and together. */
export function checkRules(program: ProgramDocument, known: Known): readonly Flaw[] {
  const { requirements } = program;
  const each = requirements.map(({ rule }, index) => {
    const findings = rule === undefined ? [] : known.facts.checkRule(rule);
    return findings.map(({ code, path, ...words }) => flaw(code, ["requirements", index, "rule", ...path], words));
  });
  const sound = requirements.flatMap(({ id, role, basis, rule }, index): readonly SoundRequirement[] =>
    rule !== undefined && each[index]?.length === 0 ? [{ index, id, role, basis, rule }] : [],
  );
  return [
    ...each.flat(),
    ...requirements.flatMap(withoutBasis),
    ...sound.flatMap(({ index, rule }) => checkBesideText(index, requirements[index]?.text ?? {}, rule, known)),
    ...checkTogether(program, sound, known),
  ];
}

function withoutBasis({ role, basis }: Requirement, index: number): readonly Flaw[] {
  if (basis !== undefined || !["requirement", "limit"].includes(role)) return [];
  return [
    flaw("missing_basis", ["requirements", index], {
      es: "una condición que decide dice en qué se basa: falta «basis»",
      en: "a condition that decides says what it rests on: basis is missing",
    }),
  ];
}
