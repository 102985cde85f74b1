import fc from "fast-check";
import { FACTS } from "../../src/eligibility/facts/index.js";
import type { OfficialCodes } from "../../src/eligibility/ports.js";
import { type Understood, understand } from "../../src/eligibility/profile/understand.js";
import { DECLINED, type Knowledge, known, type Profile } from "../../src/eligibility/rules/knowledge.js";
import { factOf, type Rule } from "../../src/eligibility/rules/rule.js";
import { type Condition, judgeProgram, type Verdict } from "../../src/eligibility/rules/verdict.js";
import { runs } from "../kit/runs.js";
import { completions, conditions, profile } from "./arbitraries.js";

const factsIn = (inside: Rule): string[] => {
  const fact = factOf(inside);
  if (fact !== undefined) return [fact];
  if ("all" in inside) return inside.all.flatMap(factsIn);
  if ("any" in inside) return inside.any.flatMap(factsIn);
  if ("not" in inside) return factsIn(inside.not);
  return "atLeast" in inside ? inside.atLeast.of.flatMap(factsIn) : [];
};
const decidingFacts = (program: readonly Condition[]) =>
  program.flatMap(({ role, rule }) => (role === "requirement" && rule !== undefined ? factsIn(rule) : []));

/** Programs in which no fact stands twice, of so few facts that every completion can be tried. */
const plain = conditions.filter((program) => {
  const facts = decidingFacts(program);
  return facts.length <= 4 && new Set(facts).size === facts.length;
});

describe("a program's verdict, over facts that are unknown or known in bands", () => {
  it("is the one every completion gives, and undetermined where they differ", () => {
    fc.assert(
      fc.property(plain, profile, (program, someone) => {
        const verdicts = new Set<Verdict>();
        for (const complete of completions(someone, decidingFacts(program)))
          verdicts.add(judgeProgram(program, complete).verdict);
        expect(judgeProgram(program, someone).verdict).toBe(verdicts.size > 1 ? "UNDETERMINED" : [...verdicts][0]);
      }),
      runs(2_000),
    );
  });

  it("misses exactly the facts that can still change it", () => {
    fc.assert(
      fc.property(
        plain.filter((program) => decidingFacts(program).length <= 3),
        profile,
        (program, someone) => {
          const facts = decidingFacts(program);
          const deciding = facts.filter((fact) => {
            // A fact can change the verdict when, the others being completed somehow, its value alone decides.
            for (const setting of completions(
              someone,
              facts.filter((other) => other !== fact),
            )) {
              const verdicts = [...completions(setting, [fact])].map((each) => judgeProgram(program, each).verdict);
              if (new Set(verdicts).size > 1) return true;
            }
            return false;
          });
          expect(judgeProgram(program, someone).missing).toEqual(deciding.sort());
        },
      ),
      runs(1_000),
    );
  });
});

/** A country of three towns and a handful of trades. */
const STATES: Readonly<Record<string, string>> = { "11020": "MX-GUA", "22014": "MX-QUE", "22016": "MX-QUE" };
const OFFICIAL: OfficialCodes = {
  isState: (code) => Object.values(STATES).includes(code),
  stateOf: (municipality) => STATES[municipality],
  isIndustry: (code) => /^\d{2,6}$/.test(code),
  groupOf: (code) => (/^[123]/.test(code) ? "industry" : code.startsWith("4") ? "commerce" : "services"),
  classesOf: (code) => [code],
  nameOf: (_table, code) => code,
};

const some = (...codes: string[]) =>
  fc.subarray(codes, { minLength: 1 }).map((possible): Knowledge => known.code(...possible));
const band = (max: number) =>
  fc
    .tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max }))
    .map(([a, b]) => known.between(Math.min(a, b), Math.max(a, b)));
const lists = fc.subarray(["manufacturing", "automotive", "food", "it"]);
const STATEMENTS: Readonly<Record<string, fc.Arbitrary<Knowledge>>> = {
  municipality: some("11020", "22014", "22016", "99999"),
  state: some("MX-GUA", "MX-QUE", "MX-JAL"),
  scian: some("311", "3361", "316", "461", "5415", "54"),
  activityGroup: some("industry", "commerce", "services"),
  isManufacturer: fc.boolean().map(known.boolean),
  sectors: fc.oneof(
    lists.map((has) => known.codes(...has)),
    lists.map((has) => known.codesAtLeast(...has)),
  ),
  workers: fc.oneof(band(300), fc.integer({ min: 0, max: 300 }).map(known.number)),
  annualSalesMxn: fc.oneof(band(300_000_000), fc.integer({ min: 0, max: 300_000_000 }).map(known.number)),
  size: some("micro", "small", "medium", "large"),
};
const values = (...codes: string[]) => fc.subarray(codes, { minLength: 1 });
const condition: fc.Arbitrary<Rule> = fc.oneof(
  values("MX-GUA", "MX-QUE").map((each) => ({ oneOf: { fact: "state", values: each } })),
  values("micro", "small", "medium").map((each) => ({ oneOf: { fact: "size", values: each } })),
  values("industry", "services").map((each) => ({ oneOf: { fact: "activityGroup", values: each } })),
  values("31", "336", "46").map((prefixes) => ({ codeIn: { fact: "scian", prefixes } })),
  values("automotive", "food", "it").map((each) => ({ hasAny: { fact: "sectors", values: each } })),
  fc.boolean().map((value) => ({ is: { fact: "isManufacturer", value } })),
  fc.integer({ min: 0, max: 300 }).map((max) => ({ range: { fact: "workers", max } })),
);
const programs = fc
  .array(fc.tuple(condition, condition, fc.constantFrom("all", "any", "not"), fc.boolean()), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) =>
    list.map(
      ([one, other, how, implied], index): Condition => ({
        id: `c${index}`,
        role: "requirement",
        basis: implied ? "implied" : "stated",
        rule: how === "not" ? { not: one } : how === "all" ? { all: [one, other] } : { any: [one, other] },
      }),
    ),
  );

const contradictsAnew = (before: Understood, after: Understood) =>
  after.contradictions.some(({ fact }) => !before.contradictions.some((known) => known.fact === fact));

/** Something told later shows that a list the firm had called complete was not. */
const outgrown = (before: Profile, after: Profile) =>
  [...before].some(([fact, was]) => {
    const now = after.get(fact);
    return was.kind === "codes" && was.complete && now?.kind === "codes" && !now.has.isSubsetOf(was.has);
  });

describe("a firm that tells one more thing about itself", () => {
  it("may correct a list it had called complete, and an answer that rested on it is open again", () => {
    const program: Condition[] = [
      {
        id: "maker",
        role: "requirement",
        basis: "stated",
        rule: {
          all: [
            { hasAny: { fact: "sectors", values: ["automotive"] } },
            { oneOf: { fact: "state", values: ["MX-GUA"] } },
          ],
        },
      },
    ];
    const none = new Map([["sectors", known.codes()]]);
    const withTrade = new Map([...none, ["scian", known.code("3361")] as const]);
    expect(judgeProgram(program, understand(none, OFFICIAL).profile).verdict).toBe("INELIGIBLE");
    expect(judgeProgram(program, understand(withTrade, OFFICIAL).profile)).toMatchObject({
      verdict: "UNDETERMINED",
      missing: ["state"],
    });
  });

  it("never turns a definite verdict undetermined, as long as it neither contradicts nor corrects itself", () => {
    let kept = 0;
    fc.assert(
      fc.property(
        programs,
        fc.record(STATEMENTS, { requiredKeys: [] }),
        fc.constantFrom(...Object.keys(STATEMENTS)).chain((fact) => fc.tuple(fc.constant(fact), STATEMENTS[fact]!)),
        (program, facts, [fact, knowledge]) => {
          const { [fact]: _, ...others } = facts as Record<string, Knowledge>;
          const before = understand(new Map(Object.entries(others)), OFFICIAL);
          const after = understand(new Map(Object.entries({ ...others, [fact]: knowledge })), OFFICIAL);
          if (contradictsAnew(before, after)) return;
          if (outgrown(before.profile, after.profile)) return;
          const verdict = judgeProgram(program, before.profile).verdict;
          if (verdict === "UNDETERMINED") return;
          kept += 1;
          expect(judgeProgram(program, after.profile).verdict).not.toBe("UNDETERMINED");
        },
      ),
      runs(5_000),
    );
    expect(kept).toBeGreaterThan(0);
  });

  it("never loses anything by it that was known before", () => {
    const within = (after: Profile, before: Profile) =>
      [...before].filter(([fact, was]) => {
        const now = after.get(fact) ?? DECLINED;
        if (was.kind === "number") return !(now.kind === "number" && now.min >= was.min && now.max <= was.max);
        if (was.kind === "code") return !(now.kind === "code" && now.possible.isSubsetOf(was.possible));
        if (was.kind === "codes") return !(now.kind === "codes" && now.has.isSupersetOf(was.has));
        return was.kind === "boolean" && now.kind !== "boolean";
      });
    fc.assert(
      fc.property(
        fc.record(STATEMENTS, { requiredKeys: [] }),
        fc.constantFrom(...Object.keys(STATEMENTS)).chain((fact) => fc.tuple(fc.constant(fact), STATEMENTS[fact]!)),
        (facts, [fact, knowledge]) => {
          const { [fact]: _, ...others } = facts as Record<string, Knowledge>;
          const before = understand(new Map(Object.entries(others)), OFFICIAL);
          const after = understand(new Map(Object.entries({ ...others, [fact]: knowledge })), OFFICIAL);
          if (contradictsAnew(before, after)) return;
          expect(within(after.profile, before.profile)).toEqual([]);
        },
      ),
      runs(2_000),
    );
  });

  it("keeps every default that it does not itself speak of", () => {
    const assumed = Object.keys(FACTS).filter((fact) => FACTS[fact]?.default !== undefined);
    expect(understand(new Map(), OFFICIAL).assumed).toEqual(assumed);
    for (const fact of assumed)
      expect(understand(new Map([[fact, DECLINED]]), OFFICIAL).assumed).toEqual(
        assumed.filter((each) => each !== fact),
      );
  });
});
