import fc from "fast-check";
import { compareRules, type Impact } from "../../../src/eligibility/impact/comparison/compare-rules.js";
import { FEWEST_TOLD } from "../../../src/eligibility/impact/comparison/hold-back.js";
import { judgeUnder } from "../../../src/eligibility/impact/comparison/moves.js";
import { fromPlain } from "../../../src/eligibility/impact/population/plain-knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import type { Condition } from "../../../src/eligibility/rules/verdict.js";
import { populationOf } from "../../kit/population.js";
import { runs } from "../../kit/runs.js";
import { csvOf, firms, profileOf, rules } from "./random-firms.js";

const program = (...list: Rule[]): readonly Condition[] =>
  list.map((rule, at) => ({ id: `c${at}`, role: "requirement", rule }));
const workersUpTo = (max: number): Rule => ({ range: { fact: "workers", max } });

/** So many firms of each line of a directory. */
const directory = (lines: Readonly<Record<string, number>>) =>
  populationOf(
    `state,scian,workers\n${Object.entries(lines)
      .map(([line, count]) => `${line}\n`.repeat(count))
      .join("")}`,
  );

const POPULATION = directory({
  "MX-QUE,461110,3": 400,
  "MX-QUE,336410,40": 120,
  "MX-JAL,461110,8": 300,
  "MX-JAL,311110,300": 60,
  "MX-BCN,461110,4": 50,
  "MX-BCN,336410,35": 3,
});

describe("an impact", () => {
  const impact = compareRules(POPULATION, program(workersUpTo(10)), program(workersUpTo(50)));
  const line = (by: keyof Impact["by"], value: string) => impact.by[by].find((each) => each.value === value)!;

  it("counts who gains and who loses, in all and by size", () => {
    expect(impact.all).toMatchObject({
      firms: 933,
      before: { ELIGIBLE: 750, UNDETERMINED: 0, INELIGIBLE: 183 },
      after: { ELIGIBLE: 873, UNDETERMINED: 0, INELIGIBLE: 60 },
      gains: 123,
      losses: 0,
      becomeUndetermined: 0,
    });
    expect(impact.by.size.map(({ value, gains }) => [value, gains])).toEqual([
      ["micro", 0],
      ["small", 123],
      ["large", 0],
    ]);
  });

  it("holds back the three firms of one state, and the state whose figure would give them away", () => {
    expect(line("state", "MX-BCN")).toMatchObject({ firms: 53, gains: null, before: { INELIGIBLE: null }, losses: 0 });
    const shown = impact.by.state.filter(({ gains }) => gains !== null).reduce((sum, { gains }) => sum + gains!, 0);
    const held = impact.by.state.filter(({ gains }) => gains === null).length;
    expect(held).toBeGreaterThan(1);
    expect(impact.all.gains! - shown).toBeGreaterThanOrEqual(FEWEST_TOLD);
  });

  it("shows one kind of firm that gains, by what the rules speak of only", () => {
    expect(impact.gainer).toEqual({ workers: 40 });
    expect(impact.loser).toBeNull();
    expect(compareRules(POPULATION, program(workersUpTo(50)), program(workersUpTo(10))).loser).toEqual({ workers: 40 });
  });

  it("shows no kind of firm of which there are fewer than ten", () => {
    const only = compareRules(
      POPULATION,
      program({ oneOf: { fact: "state", values: ["MX-QUE"] } }),
      program({
        any: [
          { oneOf: { fact: "state", values: ["MX-QUE"] } },
          { all: [{ oneOf: { fact: "state", values: ["MX-BCN"] } }, { range: { fact: "workers", min: 35 } }] },
        ],
      }),
    );
    expect([only.all.gains, only.all.after.ELIGIBLE, only.gainer]).toEqual([null, null, null]);
    expect(only.all.before.ELIGIBLE).toBe(520);
  });

  it("says plainly how much is undetermined, and for want of which fact", () => {
    const asked = compareRules(
      POPULATION,
      program(workersUpTo(50)),
      program(workersUpTo(50), { is: { fact: "formal", value: true } }),
    );
    expect(asked.all.becomeUndetermined).toBe(873);
    expect(asked.undetermined).toEqual({ before: 0, after: 873 / 933 });
    expect(asked.notInPopulation).toEqual(["formal"]);
  });

  it("takes a new program for one that nobody was eligible for, and a withdrawn one likewise", () => {
    expect(compareRules(POPULATION, null, program(workersUpTo(10))).all).toMatchObject({ gains: 750, losses: 0 });
    expect(compareRules(POPULATION, program(workersUpTo(10)), null).all).toMatchObject({ gains: 0, losses: 750 });
    expect(compareRules(POPULATION, null, null).all.moves.INELIGIBLE.INELIGIBLE).toBe(933);
  });

  it("shows no figure of one to nine firms anywhere, and witnesses that do as they are said to", () => {
    fc.assert(
      fc.property(firms, rules, rules, fc.integer({ min: 1, max: 15 }), (rows, before, after, times) => {
        const many = rows.flatMap((row) => Array.from({ length: times }, () => row));
        const found = compareRules(populationOf(csvOf(many)), before, after);
        JSON.stringify([found.all, found.by], (_key, value) => {
          if (typeof value === "number" && value > 0) expect(value).toBeGreaterThanOrEqual(FEWEST_TOLD);
          return value;
        });
        for (const [witness, verdict] of [
          [found.gainer, "ELIGIBLE"],
          [found.loser, "INELIGIBLE"],
        ] as const) {
          if (witness === null) continue;
          const profile = new Map(Object.entries(witness).map(([fact, plain]) => [fact, fromPlain(plain)]));
          expect([judgeUnder(before, profile) === verdict, judgeUnder(after, profile)]).toEqual([false, verdict]);
        }
        expect(found.all.firms ?? many.length).toBe(many.length);
        expect(rows.map(profileOf)).toHaveLength(rows.length);
      }),
      runs(15),
    );
  });
});
