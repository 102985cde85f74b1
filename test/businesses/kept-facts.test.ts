import fc from "fast-check";
import { FACTS } from "../../src/eligibility/facts/index.js";
import { keptFacts, sentFrom } from "../../src/eligibility/profile/kept-facts.js";
import { readFirm } from "../../src/eligibility/profile/read-profile.js";
import { OFFICIAL_CODES } from "../kit/official-codes.js";
import { runs } from "../kit/runs.js";
import { sentProfile } from "./sent-profiles.js";

const TODAY = "2026-11-24";

describe("a profile that is taken apart, kept as JSON, and put together again", () => {
  it("is understood as the one that was sent, whatever was told and in whatever form", () => {
    const forms = new Set<string>();
    fc.assert(
      fc.property(sentProfile, (sent) => {
        const kept = JSON.parse(JSON.stringify(keptFacts(sent)));
        for (const { form } of kept) forms.add(form);
        const again = sentFrom(kept, sent);
        expect(readFirm(again, OFFICIAL_CODES, TODAY)).toEqual(readFirm(sent, OFFICIAL_CODES, TODAY));
      }),
      runs(2_000),
    );
    expect([...forms].sort()).toEqual(["between", "exact", "not_known", "one_of", "open_list"]);
  });

  it("has one entry for each fact that was told, and none for anything else", () => {
    fc.assert(
      fc.property(sentProfile, (sent) => {
        const told = [...readFirm(sent, OFFICIAL_CODES, TODAY).stated.keys()];
        expect(
          keptFacts(sent)
            .map(({ fact }) => fact)
            .sort(),
        ).toEqual(told.sort());
      }),
      runs(300),
    );
  });

  it("writes values of closed lists as the API does", () => {
    const closed = Object.entries(FACTS).filter(([, fact]) => "values" in fact && fact.type === "code");
    expect(closed.length).toBeGreaterThan(3);
    for (const [key, fact] of closed) {
      const values = "values" in fact ? Object.keys(fact.values) : [];
      for (const value of values) {
        expect(keptFacts({ [key]: value })).toEqual([{ fact: key, form: "exact", values: [value.toUpperCase()] }]);
      }
    }
  });
});
