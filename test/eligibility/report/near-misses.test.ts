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
    expect(nearMisses([HERE], firm({ state: known.code("MX-JAL") }))).toStrictEqual([]);
  });

  it("is not there when two things would have to change", () => {
    const firmFarOff = firm({ formal: known.boolean(false), certifications: known.codes() });
    expect(nearMisses([REGISTERED, CERTIFIED], firmFarOff)).toStrictEqual([]);
  });

  it("is not there where no number would do", () => {
    const more = needs("more", { range: { fact: "creditToDepositRatio", min: 4 } });
    expect(nearMisses([MULTIPLE, more], firm({ creditToDepositRatio: known.number(3) }))).toStrictEqual([]);
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

  it("is the nearest of several that would do, be it more or less than now", () => {
    const band = needs("band", { range: { fact: "creditToDepositRatio", min: 2, max: 4 } });
    const nearest = (ratio: number) => nearMisses([band], firm({ creditToDepositRatio: known.number(ratio) }))[0]?.to;
    expect([1, 5].map(nearest)).toEqual([known.number(2), known.number(4)]);
  });

  it("is what makes it eligible outright, though something less would leave it undetermined", () => {
    const either = needs("either", {
      any: [
        { all: [{ range: { fact: "creditToDepositRatio", min: 2, max: 3 } }, HERE.rule as Rule] },
        { range: { fact: "creditToDepositRatio", min: 4 } },
        { all: [{ is: { fact: "exporter", value: true } }, HERE.rule as Rule] },
        { is: { fact: "formal", value: true } },
      ],
    });
    const no = known.boolean(false);
    const found = nearMisses([either], firm({ creditToDepositRatio: known.number(1), exporter: no, formal: no }));
    expect(found.map(({ to, verdict }) => [to, verdict])).toEqual([
      [known.number(4), "ELIGIBLE"],
      [known.boolean(true), "ELIGIBLE"],
      [known.boolean(true), "UNDETERMINED"],
    ]);
    expect(found.map(({ fact }) => fact)).toEqual(["creditToDepositRatio", "formal", "exporter"]);
  });

  it("may be another legal form, or the last of all the certificates that are asked for", () => {
    const company = needs("company", { oneOf: { fact: "legalForm", values: ["persona_moral"] } });
    const [form] = nearMisses([company], firm({ legalForm: known.code("persona_fisica") }));
    expect(form?.to).toEqual(known.code("persona_moral"));
    const both = needs("both", { hasAll: { fact: "certifications", values: ["AS9100", "NADCAP"] } });
    const [certificate] = nearMisses([both], firm({ certifications: known.codes("AS9100") }));
    expect(certificate?.to).toEqual(known.codes("AS9100", "NADCAP"));
    expect(nearMisses([both], firm({ certifications: known.codes() }))).toStrictEqual([]);
  });

  it("is looked for beside conditions that no fact decides", () => {
    const court: Condition = { id: "court", role: "requirement" };
    expect(nearMisses([court, REGISTERED], firm({ formal: known.boolean(false) }))).toHaveLength(1);
  });

  it("may leave a program undetermined, since other facts are missing", () => {
    const [miss] = nearMisses([REGISTERED, HERE], firm({ formal: known.boolean(false) }));
    expect(miss?.verdict).toBe("UNDETERMINED");
  });

  it("is not looked for where nothing refuses the firm", () => {
    expect(nearMisses([REGISTERED], firm({ formal: known.boolean(true) }))).toStrictEqual([]);
    expect(nearMisses([REGISTERED], new Map())).toStrictEqual([]);
    const either = needs("either", { any: [REGISTERED.rule as Rule, { is: { fact: "exporter", value: true } }] });
    expect(nearMisses([either], firm({ formal: known.boolean(false) }))).toStrictEqual([]);
  });
});
