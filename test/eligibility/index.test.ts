import fc from "fast-check";
import { compileRules } from "../../src/eligibility/index/compile.js";
import { clausesOf } from "../../src/eligibility/index/normal-form.js";
import { judge, judgeCriterion, openFacts } from "../../src/eligibility/rules/judge.js";
import { isExact, known, type Profile, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import { factOf, type Rule } from "../../src/eligibility/rules/rule.js";
import { all, any, not } from "../../src/eligibility/rules/truth.js";
import { judgeProgram } from "../../src/eligibility/rules/verdict.js";
import { runs } from "../kit/runs.js";
import { completions, conditions, knowledgeOf, profile, rule } from "./arbitraries.js";

const factsIn = (inside: Rule): string[] => {
  const fact = factOf(inside);
  if (fact !== undefined) return [fact];
  if ("all" in inside) return inside.all.flatMap(factsIn);
  if ("any" in inside) return inside.any.flatMap(factsIn);
  if ("not" in inside) return factsIn(inside.not);
  return "atLeast" in inside ? inside.atLeast.of.flatMap(factsIn) : [];
};

/** Rules in which no fact stands twice: there, three values lose nothing. */
const onceOnly = rule.filter((candidate) => new Set(factsIn(candidate)).size === factsIn(candidate).length);

describe("the index and the walk over the rules", () => {
  it("agree on 100,000 random pairs of program and profile", () => {
    const enough = runs(100);
    let pairs = 0;
    fc.assert(
      fc.property(
        fc.array(conditions, { minLength: 40, maxLength: 40 }),
        fc.array(profile, { minLength: 25, maxLength: 25 }),
        (programs, profiles) => {
          const index = compileRules(programs.map((each, at) => ({ id: `p${at}`, conditions: each })));
          for (const someone of profiles) {
            const verdicts = index.judge(someone);
            pairs += programs.length;
            expect(programs.map((_, at) => index.verdict(verdicts, at))).toEqual(
              programs.map((each) => judgeProgram(each, someone).verdict),
            );
          }
        },
      ),
      enough,
    );
    expect(pairs).toBe(enough.numRuns * 1_000);
  });

  it("agree on what a rule comes to when it is written as clauses", () => {
    fc.assert(
      fc.property(rule, profile, (one, someone) => {
        const clauses = clausesOf(one);
        if (clauses === undefined) return;
        const written = all(
          clauses.map((clause) =>
            any(
              clause.map(({ criterion, negated }) => {
                const truth = judgeCriterion(criterion, someone.get(factOf(criterion) ?? "") ?? UNASKED);
                return negated ? not(truth) : truth;
              }),
            ),
          ),
        );
        expect(written).toBe(judge(one, someone));
      }),
      runs(5_000),
    );
  });

  it("still agree when rules are too tangled for the index", () => {
    const tangled: Rule = {
      any: Array.from({ length: 9 }, (_, at) => ({
        all: [
          { range: { fact: "age", min: at } },
          { is: { fact: "exporter", value: true } },
          { oneOf: { fact: "state", values: ["a"] } },
        ],
      })),
    };
    const program = { id: "tangled", conditions: [{ id: "c", role: "requirement" as const, rule: tangled }] };
    const index = compileRules([program]);
    expect(index.walked).toEqual(["tangled"]);
    fc.assert(
      fc.property(profile, (someone) => {
        expect(index.verdict(index.judge(someone), 0)).toBe(judgeProgram(program.conditions, someone).verdict);
      }),
    );
  });
});

describe("three-valued judging", () => {
  it("says true or false exactly when every completion of what is known says so, where no fact stands twice", () => {
    fc.assert(
      fc.property(onceOnly, profile, (one, someone) => {
        const outcomes = new Set([...completions(someone, factsIn(one))].map((complete) => judge(one, complete)));
        const exact = outcomes.size > 1 ? "unknown" : [...outcomes][0];
        expect(judge(one, someone)).toBe(exact);
      }),
      runs(3_000),
    );
  });

  it("never says true or false against a completion, even where facts stand twice", () => {
    fc.assert(
      fc.property(rule, profile, (one, someone) => {
        const said = judge(one, someone);
        if (said === "unknown") return;
        const facts = [...new Set(factsIn(one))].slice(0, 4);
        for (const complete of completions(someone, facts)) expect(["unknown", said]).toContain(judge(one, complete));
      }),
      runs(2_000),
    );
  });

  it("never turns a definite verdict undetermined when one more fact is known", () => {
    fc.assert(
      fc.property(
        conditions,
        profile,
        fc.constantFrom(...Object.keys(knowledgeOf)),
        fc.integer({ min: 0, max: 1_000 }),
        (each, someone, fact, pick) => {
          const before = judgeProgram(each, someone).verdict;
          if (before === "UNDETERMINED" || isExact(someone.get(fact) ?? UNASKED)) return;
          const fuller = [...completions(someone, [fact])];
          const after = judgeProgram(each, fuller[pick % fuller.length] as Profile).verdict;
          expect(after).toBe(before);
        },
      ),
      runs(5_000),
    );
  });

  it("names as missing exactly the facts that can still change a rule in which no fact stands twice", () => {
    fc.assert(
      fc.property(onceOnly, profile, (one, someone) => {
        const open = openFacts(one, someone);
        for (const fact of new Set(factsIn(one))) {
          // A fact matters when, the others being completed somehow, its value alone decides.
          const others = factsIn(one).filter((other) => other !== fact);
          let matters = false;
          for (const setting of completions(someone, others)) {
            const outcomes = new Set([...completions(setting, [fact])].map((complete) => judge(one, complete)));
            if (outcomes.size > 1) matters = true;
          }
          expect([fact, open.has(fact)]).toEqual([fact, matters]);
        }
      }),
      runs(500),
    );
  });
});

describe("a program's verdict", () => {
  const exporter = { id: "exports", role: "requirement" as const, rule: { is: { fact: "exporter", value: true } } };

  it("is refused by a stated requirement that fails, and only doubted by an implied one", () => {
    const no = new Map([["exporter", known.boolean(false)]]);
    expect(judgeProgram([exporter], no)).toMatchObject({ verdict: "INELIGIBLE", warnings: [] });
    expect(judgeProgram([{ ...exporter, basis: "implied" }], no)).toMatchObject({
      verdict: "UNDETERMINED",
      warnings: ["exports"],
    });
  });

  it("is not touched by targets, limits, priorities, steps or commitments", () => {
    const no = new Map([["exporter", known.boolean(false)]]);
    for (const role of ["target", "limit", "priority", "process", "commitment"] as const) {
      expect(judgeProgram([{ ...exporter, role }], no).verdict).toBe("ELIGIBLE");
    }
  });

  it("is undetermined with the facts to ask for, and says nothing of facts that no longer matter", () => {
    const rules = [exporter, { id: "age", role: "requirement" as const, rule: { range: { fact: "age", min: 18 } } }];
    expect(judgeProgram(rules, new Map()).missing).toEqual(["age", "exporter"]);
    expect(judgeProgram(rules, new Map([["age", known.number(20)]])).missing).toEqual(["exporter"]);
    expect(judgeProgram(rules, new Map([["age", known.number(10)]]))).toMatchObject({
      verdict: "INELIGIBLE",
      missing: [],
    });
  });
});
