import fc from "fast-check";
import { compileRules } from "../../../src/eligibility/index/compile.js";
import { nearMisses } from "../../../src/eligibility/report/near-misses.js";
import { openings } from "../../../src/eligibility/report/openings.js";
import { known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import { judgeProgram } from "../../../src/eligibility/rules/verdict.js";
import { SEED_PROGRAMS } from "../../kit/seed-programs.js";

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
