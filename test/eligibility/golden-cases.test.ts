import { createGoldenCaseJudge } from "../../src/eligibility/golden-cases.js";
import type { Condition } from "../../src/eligibility/rules/verdict.js";
import { OFFICIAL_CODES } from "../kit/official-codes.js";

const judge = createGoldenCaseJudge(OFFICIAL_CODES);
const DAY = "2026-11-28";
const condition = (rule: Condition["rule"]): Condition => ({ id: "only", role: "requirement", basis: "stated", rule });
const micro = [condition({ oneOf: { fact: "size", values: ["micro"] } })];

describe("a firm written down as JSON", () => {
  it("is judged as the API would judge it, by rules that nobody has published", () => {
    expect(judge(micro, { size: "MICRO" }, DAY)).toEqual({ verdict: "ELIGIBLE" });
    expect(judge(micro, { size: "micro" }, DAY)).toEqual({ verdict: "ELIGIBLE" });
    expect(judge(micro, { size: "SMALL" }, DAY)).toEqual({ verdict: "INELIGIBLE" });
    expect(judge(micro, {}, DAY)).toEqual({ verdict: "UNDETERMINED" });
    expect(judge(micro, { oneOf: [{ fact: "size", values: ["MICRO", "SMALL"] }] }, DAY)).toEqual({
      verdict: "UNDETERMINED",
    });
  });

  it("may give numbers as numbers, as decimals in text, or within bounds", () => {
    const staffed = [condition({ range: { fact: "workers", min: 10 } })];
    expect(judge(staffed, { workers: 12 }, DAY)).toEqual({ verdict: "ELIGIBLE" });
    expect(judge(staffed, { workers: "9" }, DAY)).toEqual({ verdict: "INELIGIBLE" });
    expect(judge(staffed, { between: [{ fact: "workers", min: 10, max: "20" }] }, DAY)).toEqual({
      verdict: "ELIGIBLE",
    });
  });

  it("says its age by the day it is judged as of", () => {
    const young = [condition({ range: { fact: "ownerAge", max: 29 } })];
    const profile = { curp: "HEGG560427MVZRRL04" };
    expect(judge(young, profile, "1980-01-01")).toEqual({ verdict: "ELIGIBLE" });
    expect(judge(young, profile, "2020-01-01")).toEqual({ verdict: "INELIGIBLE" });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a fact nobody knows", { colour: "red" }, "colour"],
    ["a word for a yes or no", { exporter: "yes" }, "exporter"],
    ["a size there is not", { size: "HUGE" }, "size"],
    ["a list with a value there is not", { purposes: ["training", "holidays"] }, "purposes"],
    ["a text for a list", { purposes: "TRAINING" }, "purposes"],
    ["fewer workers than none", { workers: -1 }, "workers"],
    ["words for a number", { workers: "many" }, "workers"],
    ["a state there is not", { state: "MX-XXX" }, "state"],
    ["a fact twice", { size: "MICRO", notKnown: ["size"] }, "notKnown"],
    ["a CURP that is none", { curp: "HEGG560427MVZRRL05" }, "curp"],
  ])("with %s is not judged, and is told of the fact without its value", (_, profile, fact) => {
    const judged = judge(micro, profile, DAY);
    expect(judged).toMatchObject({ unread: { fact, es: expect.any(String), en: expect.any(String) } });
    for (const value of Object.values(profile).filter((one) => typeof one === "string")) {
      expect(JSON.stringify(judged)).not.toContain(`${value}"`);
    }
  });
});
