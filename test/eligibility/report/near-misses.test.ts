import { nearMisses } from "../../../src/eligibility/report/near-misses.js";
import { type Knowledge, known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import type { Condition } from "../../../src/eligibility/rules/verdict.js";

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
