import { compileRules } from "../../src/eligibility/index/compile.js";
import { witnesses } from "../../src/eligibility/rules/analyse.js";
import { judge } from "../../src/eligibility/rules/judge.js";
import { judgeProgram } from "../../src/eligibility/rules/verdict.js";
import { SEED_PROGRAMS } from "../kit/seed-programs.js";

const programs = SEED_PROGRAMS;
const ruled = programs.flatMap(({ id, conditions }) =>
  conditions.flatMap(({ id: condition, rule }) => (rule === undefined ? [] : [{ name: `${id} · ${condition}`, rule }])),
);

describe("every condition of every seed program", () => {
  it.each(ruled)("$name holds for some firm, fails for another, and is unknown of a firm nobody asked", ({ rule }) => {
    const { whenTrue, whenFalse, exhaustive } = witnesses(rule);
    expect(exhaustive).toBe(true);
    expect(judge(rule, whenTrue!)).toBe("true");
    expect(judge(rule, whenFalse!)).toBe("false");
    expect(judge(rule, new Map())).toBe("unknown");
  });
});

describe("the index over the seed programs", () => {
  const index = compileRules(programs);

  it("takes all of them in", () => {
    expect(index.walked).toEqual([]);
  });

  it("refuses nobody and promises nothing unasked: only programs without requirements are certain", () => {
    const verdicts = index.judge(new Map());
    programs.forEach(({ id, conditions }, at) => {
      const free = !conditions.some(({ role, rule }) => role === "requirement" && rule !== undefined);
      expect([id, index.verdict(verdicts, at)]).toEqual([id, free ? "ELIGIBLE" : "UNDETERMINED"]);
    });
  });

  it("agrees with the walk for each firm that meets, and each that fails, any one condition", () => {
    for (const { rule } of ruled) {
      const { whenTrue, whenFalse } = witnesses(rule);
      for (const profile of [whenTrue!, whenFalse!]) {
        const verdicts = index.judge(profile);
        programs.forEach(({ conditions }, at) => {
          expect(index.verdict(verdicts, at)).toBe(judgeProgram(conditions, profile).verdict);
        });
      }
    }
  });
});
