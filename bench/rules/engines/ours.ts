import { compileRules, type RuleIndex, type Verdicts } from "../../../src/eligibility/index/compile.js";
import { type Engine, prepared } from "../engine.js";
import { type GeneratedProgram, profileOf, ruleOf } from "../generate.js";

export function indexOf(programs: readonly GeneratedProgram[]): RuleIndex {
  return compileRules(
    programs.map((program) => ({
      id: program.id,
      conditions: [{ id: "all", role: "requirement", rule: ruleOf(program) }],
    })),
  );
}

const answers = (index: RuleIndex, verdicts: Verdicts) =>
  index.programs.map((_, program) => {
    const verdict = index.verdict(verdicts, program);
    return verdict === "UNDETERMINED" ? undefined : verdict === "ELIGIBLE";
  });

export const fromProfiles: Engine = {
  name: "this index, from profiles",
  prepare(programs) {
    const index = indexOf(programs);
    const into = index.blank();
    return prepared({
      input: profileOf,
      judge: (profile) => index.judge(profile, into),
      read: (verdicts) => answers(index, verdicts),
    });
  },
};

export const fromEncoded: Engine = {
  name: "this index, from encoded profiles",
  prepare(programs) {
    const index = indexOf(programs);
    const into = index.blank();
    return prepared({
      input: (firm) => index.encode(profileOf(firm)),
      judge: (profile) => index.judgeEncoded(profile, into),
      read: (verdicts) => answers(index, verdicts),
    });
  },
};
