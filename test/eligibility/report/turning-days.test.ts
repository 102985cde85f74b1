import { turningDay } from "../../../src/eligibility/report/turning-days.js";
import { type Knowledge, known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import type { Condition } from "../../../src/eligibility/rules/verdict.js";

const needs = (rule: Rule, id = "c"): Condition => ({ id, role: "requirement", rule });
const firm = (facts: Readonly<Record<string, Knowledge>>): Profile => new Map(Object.entries(facts));
const ASOF = "2026-11-24";

describe("when time alone changes a verdict", () => {
  const SIXTY = needs({ range: { fact: "ownerAge", min: 60 } });

  it("an owner of 58 turns 60 between a year and a day from now and two years from now", () => {
    expect(turningDay([SIXTY], firm({ ownerAge: known.number(58) }), ASOF)).toEqual({
      from: "2027-11-25",
      by: "2028-11-24",
      verdict: "ELIGIBLE",
      facts: ["ownerAge"],
    });
  });

  it("an owner of 29 is too old for a program up to 29 within a year", () => {
    const young = needs({ range: { fact: "ownerAge", max: 29 } });
    expect(turningDay([young], firm({ ownerAge: known.number(29) }), ASOF)).toEqual({
      from: "2026-11-25",
      by: "2027-11-24",
      verdict: "INELIGIBLE",
      facts: ["ownerAge"],
    });
  });

  it("a business of a year and a half has been operating two years in six months, to the day", () => {
    const two = needs({ range: { fact: "firmAgeYears", min: 2 } });
    expect(turningDay([two], firm({ firmAgeYears: known.number(1.5) }), ASOF)).toMatchObject({
      from: "2027-05-24",
      by: "2027-05-24",
      verdict: "ELIGIBLE",
    });
  });

  it("a business of a year and a half is too old for a program up to two in seven months", () => {
    const young = needs({ range: { fact: "firmAgeYears", max: 2 } });
    expect(turningDay([young], firm({ firmAgeYears: known.number(1.5) }), ASOF)).toMatchObject({
      by: "2027-06-24",
      verdict: "INELIGIBLE",
    });
  });

  it("whole years leave the day open for a year, whatever else has to pass", () => {
    const six = needs({ range: { fact: "monthsInProgram", min: 6 } }, "six");
    const half = needs({ range: { fact: "firmAgeYears", min: 0.5 } }, "half");
    const span = { from: "2026-11-25", by: "2027-11-24" };
    const owner = { ownerAge: known.number(59) };
    expect(turningDay([SIXTY, six], firm({ ...owner, monthsInProgram: known.number(3) }), ASOF)).toMatchObject(span);
    expect(turningDay([SIXTY, half], firm({ ...owner, firmAgeYears: known.number(0) }), ASOF)).toMatchObject(span);
  });

  it("what does not grow stays as it is, and only requirements count", () => {
    const conditions: Condition[] = [
      SIXTY,
      needs({ range: { fact: "workers", max: 10 } }, "few"),
      { id: "aim", role: "target", rule: { range: { fact: "fundAgeYears", min: 2 } } },
      { id: "court", role: "requirement" },
    ];
    const facts = { ownerAge: known.number(58), workers: known.number(5), fundAgeYears: known.number(1) };
    expect(turningDay(conditions, firm(facts), ASOF)).toMatchObject({
      by: "2028-11-24",
      verdict: "ELIGIBLE",
      facts: ["ownerAge"],
    });
  });

  it("months are counted as months: six of them from the last of August end on the last of February", () => {
    const half = needs({ range: { fact: "monthsInProgram", min: 6 } });
    expect(turningDay([half], firm({ monthsInProgram: known.number(0) }), "2026-08-31")).toMatchObject({
      by: "2027-02-28",
    });
  });

  it("a band is decided first where its older end passes", () => {
    const turn = turningDay([SIXTY], firm({ ownerAge: known.between(50, 58) }), ASOF);
    expect(turn).toMatchObject({ by: "2028-11-24", verdict: "UNDETERMINED" });
  });

  it("all that grows grows at once", () => {
    const both = [SIXTY, needs({ range: { fact: "fundAgeYears", min: 3 } }, "fund")];
    expect(turningDay(both, firm({ ownerAge: known.number(59), fundAgeYears: known.number(0) }), ASOF)).toMatchObject({
      by: "2029-11-24",
      verdict: "ELIGIBLE",
      facts: ["ownerAge", "fundAgeYears"],
    });
  });

  it("nothing is foretold where nothing grows, nothing is known, or something else refuses", () => {
    const here = needs({ oneOf: { fact: "state", values: ["MX-QUE"] } }, "here");
    expect(turningDay([here], firm({ state: known.code("MX-JAL") }), ASOF)).toBeNull();
    expect(turningDay([SIXTY], new Map(), ASOF)).toBeNull();
    const elsewhere = firm({ ownerAge: known.number(58), state: known.code("MX-JAL") });
    expect(turningDay([SIXTY, here], elsewhere, ASOF)).toBeNull();
  });

  it("nothing is foretold beyond fifty years", () => {
    expect(turningDay([SIXTY], firm({ ownerAge: known.number(10) }), ASOF)).toMatchObject({ by: "2076-11-24" });
    expect(turningDay([SIXTY], firm({ ownerAge: known.number(9) }), ASOF)).toBeNull();
  });

  it("nothing is foretold of what has passed", () => {
    const sixties = needs({ range: { fact: "ownerAge", min: 60, max: 65 } });
    expect(turningDay([sixties], firm({ ownerAge: known.number(70) }), ASOF)).toBeNull();
  });
});
