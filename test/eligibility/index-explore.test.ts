import fc from "fast-check";
import { countBits, hasBit, setBit } from "../../src/eligibility/index/bits.js";
import { compileRules, type RuleIndex } from "../../src/eligibility/index/compile.js";
import { nearestIn, type Span } from "../../src/eligibility/index/span.js";
import { type Knowledge, known, type Profile } from "../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../src/eligibility/rules/rule.js";
import { judgeProgram } from "../../src/eligibility/rules/verdict.js";
import { runs } from "../kit/runs.js";
import { conditions, knowledgeOf, LARGEST_NUMBER, NUMBERS, profile } from "./arbitraries.js";

/** Nine ways of three criteria: more clauses than the index takes. */
const tangled: Rule = {
  any: Array.from({ length: 9 }, (_, at) => ({
    all: [
      { range: { fact: "age", min: at } },
      { is: { fact: "exporter", value: true } },
      { hasAll: { fact: "wants", values: ["a", "d"] } },
    ],
  })),
};
const tangledProgram = { id: "tangled", conditions: [{ id: "c", role: "requirement" as const, rule: tangled }] };

const catalog = fc
  .array(conditions, { minLength: 1, maxLength: 40 })
  .map((programs) => [...programs.map((each, at) => ({ id: `p${at}`, conditions: each })), tangledProgram]);

const verdictsByWalk = ({ programs }: RuleIndex, someone: Profile) =>
  programs.map((program) => judgeProgram(program.conditions, someone).verdict);

interface Seen {
  readonly value: Knowledge;
  readonly span: Span | undefined;
}

describe("exploring a fact", () => {
  it("shows for each value what judging the profile with that value comes to, walked programs included", () => {
    fc.assert(
      fc.property(catalog, profile, (programs, someone) => {
        const index = compileRules(programs);
        const explorer = index.explorer(someone);
        const now = programs.map((_, at) => index.verdict(explorer.verdicts, at));
        expect(now).toEqual(verdictsByWalk(index, someone));
        for (const fact of index.facts) {
          explorer.each(fact, (value, verdicts) => {
            const changed = new Map([...someone, [fact, value]]);
            const said = programs.map((_, at) => index.verdict(verdicts, at));
            expect({ fact, value, said }).toEqual({ fact, value, said: verdictsByWalk(index, changed) });
          });
        }
      }),
      runs(100),
    );
  });

  it("misses no value that the rules tell apart: every exact value is judged like one that was shown", () => {
    fc.assert(
      fc.property(catalog, profile, fc.constantFrom(...Object.keys(knowledgeOf)), (programs, someone, fact) => {
        const index = compileRules(programs);
        const shown = new Set<string>();
        index.explore(someone, fact, (_value, verdicts) => {
          shown.add(programs.map((_, at) => index.verdict(verdicts, at)).join());
        });
        if (!index.facts.includes(fact)) {
          expect(shown.size).toBe(0);
          return;
        }
        for (const value of exactValuesOf(fact)) {
          expect(shown).toContain(verdictsByWalk(index, new Map([...someone, [fact, value]])).join());
        }
      }),
      runs(200),
    );
  });

  it("tells the numbers a value stands for: all of them are judged alike, and the spans leave no number out", () => {
    fc.assert(
      fc.property(catalog, profile, fc.constantFrom(...NUMBERS), (programs, someone, fact) => {
        const index = compileRules(programs);
        const spans: Span[] = [];
        index.explore(someone, fact, (_value, verdicts, span) => {
          spans.push(span!);
          const said = programs.map((_, at) => index.verdict(verdicts, at));
          for (const to of [-1, 0, 2.5, LARGEST_NUMBER + 1]) {
            const near = nearestIn(span!, to, { min: -1, max: 10, integer: false })!;
            expect(said).toEqual(verdictsByWalk(index, new Map([...someone, [fact, known.number(near)]])));
          }
        });
        if (!index.facts.includes(fact)) return;
        expect(spans[0]?.min).toBe(Number.NEGATIVE_INFINITY);
        expect(spans.at(-1)?.max).toBe(Number.POSITIVE_INFINITY);
        spans.slice(1).forEach((span, before) => {
          expect(span.min).toBe(spans[before]?.max);
          expect(span.open).toBe(!spans[before]?.open);
        });
      }),
      runs(200),
    );
  });

  it("adds to a list what some rule asks for, as complete as it was, and shows it as it is with nothing more", () => {
    const rule: Rule = { hasAny: { fact: "wants", values: ["a", "b", "c"] } };
    const index = compileRules([{ id: "one", conditions: [{ id: "c", role: "requirement", rule }] }]);
    const seen: Seen[] = [];
    const shownFor = (knowledge?: Knowledge) => {
      seen.length = 0;
      index.explore(new Map(knowledge && [["wants", knowledge]]), "wants", (value, _, span) =>
        seen.push({ value, span }),
      );
      return seen.map(({ value }) => value);
    };
    expect(shownFor()).toEqual([known.codes(), ...["a", "b", "c"].map((value) => known.codesAtLeast(value))]);
    expect(shownFor(known.codesAtLeast("a", "z"))).toEqual([
      known.codes("a", "z"),
      known.codesAtLeast("a", "z", "b"),
      known.codesAtLeast("a", "z", "c"),
    ]);
    expect(shownFor(known.codes("b"))).toEqual([known.codes("b"), known.codes("b", "a"), known.codes("b", "c")]);
    expect(seen[0]?.span).toBeUndefined();
  });

  it("can be done for several facts and profiles in turn, and while another visit is under way", () => {
    fc.assert(
      fc.property(catalog, profile, profile, (programs, one, other) => {
        const index = compileRules(programs);
        const first = index.explorer(one);
        const second = index.explorer(other);
        for (const fact of index.facts) {
          first.each(fact, (value, verdicts) => {
            index.judge(other);
            second.each(fact, () => {});
            const said = programs.map((_, at) => index.verdict(verdicts, at));
            expect(said).toEqual(verdictsByWalk(index, new Map([...one, [fact, value]])));
          });
        }
      }),
      runs(30),
    );
  });
});

function exactValuesOf(fact: string): readonly Knowledge[] {
  if (NUMBERS.includes(fact)) return Array.from({ length: 19 }, (_, step) => known.number(step / 2 - 1));
  if (fact === "scian") return ["31", "311", "3111", "32", "46", "461", "99"].map((code) => known.code(code));
  if (fact === "state" || fact === "size") return ["a", "b", "c", "d", "other"].map((code) => known.code(code));
  // Lists are shown value by value, not in every combination.
  if (fact === "wants" || fact === "certifications") return [];
  return [known.boolean(true), known.boolean(false)];
}

describe("the index", () => {
  it("judges an encoded profile like the profile, however many were judged in between", () => {
    fc.assert(
      fc.property(catalog, fc.array(profile, { minLength: 2, maxLength: 10 }), (programs, profiles) => {
        const index = compileRules(programs);
        const encoded = profiles.map((someone) => index.encode(someone));
        const into = index.blank();
        profiles.forEach((someone, at) => {
          const verdicts = index.judge(someone);
          expect(index.judgeEncoded(encoded[at]!, into)).toEqual(verdicts);
          expect(index.judge(someone, into)).toBe(into);
          expect(into).toEqual(verdicts);
        });
      }),
      runs(100),
    );
  });

  it("names the programs in a set by their place in the catalog", () => {
    fc.assert(
      fc.property(catalog, profile, (programs, someone) => {
        const index = compileRules(programs);
        const { eligible, ineligible } = index.judge(someone);
        const having = (verdict: string) =>
          verdictsByWalk(index, someone).flatMap((each, at) => (each === verdict ? [at] : []));
        expect(index.programsIn(eligible)).toEqual(having("ELIGIBLE"));
        expect(index.programsIn(ineligible)).toEqual(having("INELIGIBLE"));
        expect(countBits(eligible)).toBe(having("ELIGIBLE").length);
      }),
    );
  });

  it("names the facts that requirements speak of, and no others", () => {
    const fact = (name: string): Rule => ({ is: { fact: name, value: true } });
    const index = compileRules([
      {
        id: "one",
        conditions: [
          { id: "a", role: "requirement", rule: { any: [fact("exporter"), { not: fact("formal") }] } },
          { id: "b", role: "target", rule: fact("manufacturer") },
        ],
      },
      tangledProgram,
    ]);
    expect([...index.facts].sort()).toEqual(["age", "exporter", "formal", "wants"]);
  });

  it("is refused nothing and promised everything where there are no programs or no rules", () => {
    expect(compileRules([]).judge(new Map())).toEqual({ eligible: new Uint32Array(), ineligible: new Uint32Array() });
    const index = compileRules([{ id: "free", conditions: [] }]);
    expect(index.verdict(index.judge(new Map()), 0)).toBe("ELIGIBLE");
  });
});

describe("the nearest number in a span", () => {
  const people = { min: 0, max: 1_000_000, integer: true };
  const pesos = { min: 0, max: 10 ** 13, integer: false };

  it("is the number itself where it lies inside, else the first legal one from that side", () => {
    expect(nearestIn({ min: 10, max: 30, open: true }, 20, people)).toBe(20);
    expect(nearestIn({ min: 10, max: 30, open: true }, 5, people)).toBe(11);
    expect(nearestIn({ min: 10, max: 30, open: true }, 31, people)).toBe(29);
    expect(nearestIn({ min: 10, max: 10, open: false }, 31, people)).toBe(10);
    expect(nearestIn({ min: 10, max: 30, open: true }, 30, pesos)).toBe(29.99);
    expect(nearestIn({ min: 30, max: Number.POSITIVE_INFINITY, open: true }, 7, people)).toBe(31);
  });

  it("is none where the span holds no legal answer", () => {
    expect(nearestIn({ min: 10, max: 11, open: true }, 10, people)).toBeUndefined();
    expect(nearestIn({ min: Number.NEGATIVE_INFINITY, max: 0, open: true }, 5, people)).toBeUndefined();
    expect(nearestIn({ min: 2.5, max: 2.5, open: false }, 5, people)).toBeUndefined();
  });
});

describe("counting bits", () => {
  it("counts what was set", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(199)), (numbers) => {
        const bits = new Uint32Array(7);
        for (const bit of numbers) setBit(bits, bit);
        expect(countBits(bits)).toBe(numbers.length);
        expect(numbers.every((bit) => hasBit(bits, bit))).toBe(true);
      }),
    );
  });
});
