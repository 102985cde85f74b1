import fc from "fast-check";
import { compileRules } from "../../../src/eligibility/index/compile.js";
import { nearMisses } from "../../../src/eligibility/report/near-misses.js";
import { openings } from "../../../src/eligibility/report/openings.js";
import { type Knowledge, known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import { type Condition, judgeProgram } from "../../../src/eligibility/rules/verdict.js";
import { SEED_PROGRAMS } from "../../kit/seed-programs.js";

const needs = (id: string, rule: Rule): Condition => ({ id, role: "requirement", rule });
const REGISTERED = needs("registered", { is: { fact: "formal", value: true } });
const CERTIFIED = needs("certified", { hasAny: { fact: "certifications", values: ["AS9100", "NADCAP"] } });
const HERE = needs("here", { oneOf: { fact: "state", values: ["MX-QUE"] } });
const MULTIPLE = needs("multiple", { range: { fact: "creditToDepositRatio", max: 2 } });

const firm = (facts: Readonly<Record<string, Knowledge>>): Profile => new Map(Object.entries(facts));

describe("a near miss", () => {
  it("is the one thing in the firm's hands that stands between it and a program", () => {
    const informal = firm({ formal: known.boolean(false), state: known.code("MX-QUE") });
    expect(nearMisses([REGISTERED, HERE], informal)).toEqual([
      { fact: "formal", from: known.boolean(false), to: known.boolean(true), verdict: "ELIGIBLE" },
    ]);
  });

  it("is not where the firm is, how old its owner is, or anything else it cannot change", () => {
    expect(nearMisses([HERE], firm({ state: known.code("MX-JAL") }))).toEqual([]);
  });

  it("is not there when two things would have to change", () => {
    const firmFarOff = firm({ formal: known.boolean(false), certifications: known.codes() });
    expect(nearMisses([REGISTERED, CERTIFIED], firmFarOff)).toEqual([]);
  });

  it("adds to a list and takes nothing from it", () => {
    const [miss] = nearMisses([CERTIFIED], firm({ certifications: known.codes("ISO9001") }));
    expect(miss?.to).toEqual(known.codes("ISO9001", "AS9100"));
    expect(miss?.verdict).toBe("ELIGIBLE");
  });

  it("is the nearest number that would do", () => {
    const [miss] = nearMisses([MULTIPLE], firm({ creditToDepositRatio: known.number(3) }));
    expect(miss?.to).toEqual(known.number(2));
  });

  it("may leave a program undetermined, since other facts are missing", () => {
    const [miss] = nearMisses([REGISTERED, HERE], firm({ formal: known.boolean(false) }));
    expect(miss?.verdict).toBe("UNDETERMINED");
  });

  it("is not looked for where nothing refuses the firm", () => {
    expect(nearMisses([REGISTERED], firm({ formal: known.boolean(true) }))).toEqual([]);
    expect(nearMisses([REGISTERED], new Map())).toEqual([]);
  });
});

const RUNS = 30;

describe("openings over the catalog", () => {
  const programs = SEED_PROGRAMS;
  const index = compileRules(programs);
  const someone = fc
    .record({
      state: fc.constantFrom("MX-QUE", "MX-GUA", "MX-CHH", "MX-NLE", "MX-BCN"),
      size: fc.constantFrom("micro", "small", "medium", "large"),
      formal: fc.boolean(),
      formsGroup: fc.boolean(),
      exporter: fc.boolean(),
      exportOriented: fc.boolean(),
      isManufacturer: fc.boolean(),
      purposes: fc.subarray(["technology_development", "capital", "equipment", "branding"]),
      wants: fc.subarray(["credit", "certification"]),
    })
    .map(
      ({ state, size, purposes, wants, ...flags }): Profile =>
        new Map([
          ["state", known.code(state)],
          ["size", known.code(size)],
          ["purposes", known.codes(...purposes)],
          ["wants", known.codes(...wants)],
          ...Object.entries(flags).map(([fact, flag]) => [fact, known.boolean(flag)] as const),
        ]),
    );

  it("open exactly the programs that the walk over the rules says are opened by that change", () => {
    fc.assert(
      fc.property(someone, (profile) => {
        const found = openings(index, index.explorer(profile), profile);
        const before = programs.map(({ conditions }) => judgeProgram(conditions, profile).verdict);
        for (const { fact, to, opens, allows } of found) {
          const after = new Map(profile).set(fact, to);
          const then = programs.map(({ conditions }) => judgeProgram(conditions, after).verdict);
          const lifted = (verdict: string) =>
            programs.flatMap((_, at) => (before[at] === "INELIGIBLE" && then[at] === verdict ? [at] : []));
          expect([fact, to, opens, allows]).toEqual([fact, to, lifted("ELIGIBLE"), lifted("UNDETERMINED")]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("are the same changes that each program names as its near misses", () => {
    fc.assert(
      fc.property(someone, (profile) => {
        const found = openings(index, index.explorer(profile), profile);
        programs.forEach(({ conditions }, at) => {
          const facts = new Set(
            found.filter(({ opens, allows }) => opens.includes(at) || allows.includes(at)).map(({ fact }) => fact),
          );
          expect(new Set(nearMisses(conditions, profile).map(({ fact }) => fact))).toEqual(facts);
        });
      }),
      { numRuns: RUNS },
    );
  });
});
