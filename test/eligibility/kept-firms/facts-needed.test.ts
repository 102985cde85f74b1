import fc from "fast-check";
import { judgeUnder } from "../../../src/eligibility/impact/comparison/moves.js";
import { factsNeeded } from "../../../src/eligibility/kept-firms/facts-needed.js";
import { factsFromIdentity, IDENTITY_FACTS } from "../../../src/eligibility/profile/identity-facts.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";
import { firms, rules, statedOf } from "../impact/random-firms.js";

describe("the facts that are opened to judge a firm", () => {
  it("are those of the rules and what they are worked out from", () => {
    const rule = { oneOf: { fact: "size", values: ["micro"] } };
    expect(factsNeeded([null, [{ id: "size", role: "requirement", rule }]])).toEqual({
      facts: ["activityGroup", "annualSalesMxn", "scian", "size", "workers"],
      identifiers: false,
    });
    const age = { range: { fact: "ownerAge", max: 29 } };
    expect(factsNeeded([[{ id: "young", role: "requirement", rule: age }]])).toEqual({
      facts: ["ownerAge"],
      identifiers: true,
    });
    expect(factsNeeded([[{ id: "young", role: "priority", rule: age }]])).toEqual({ facts: [], identifiers: false });
  });

  it("give the verdict that all of them give, whatever the firm and the rules", () => {
    fc.assert(
      fc.property(firms, rules, (rows, conditions) => {
        const { facts } = factsNeeded([conditions]);
        for (const row of rows) {
          const stated = statedOf(row);
          const opened = new Map([...stated].filter(([fact]) => facts.includes(fact)));
          const [whole, part] = [stated, opened].map((each) => understand(each, OFFICIAL_CODES).profile);
          expect(judgeUnder(conditions, part!)).toBe(judgeUnder(conditions, whole!));
        }
      }),
    );
  });

  it("are told by identifiers for all that those can tell", () => {
    const { facts } = factsFromIdentity({ curp: "HEGG560427MVZRRL04", rfc: "HEGG560427PG1" }, "2026-11-24");
    expect(facts.map(({ fact }) => fact).filter((fact) => !IDENTITY_FACTS.includes(fact))).toEqual([]);
    expect(facts.length).toBeGreaterThan(0);
  });
});
