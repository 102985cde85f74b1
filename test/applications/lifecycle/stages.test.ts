import { checkStages, STAGE_FAULTS, type Stage } from "../../../src/applications/lifecycle/stages.js";

const legal: Stage = { code: "legal", state: "under_review", es: "Revisión jurídica", en: "Legal review" };
const technical: Stage = { code: "technical", state: "under_review", es: "Revisión técnica", en: "Technical review" };
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...legal, code: `stage-${n}` }));

describe("the stages that an agency names inside a state", () => {
  it("may be several in one state, or none at all", () => {
    expect(checkStages([legal, technical])).toEqual([]);
    expect(checkStages([])).toEqual([]);
  });

  it("lie in a state that exists", () => {
    expect(checkStages([legal, { ...technical, state: "reviewing" }])).toEqual([{ fault: "unknown_state", at: 1 }]);
  });

  it("have each its own code; the first to use one keeps it", () => {
    expect(checkStages([legal, { ...technical, code: "legal" }, technical, legal])).toEqual([
      { fault: "duplicate_code", at: 1 },
      { fault: "duplicate_code", at: 3 },
    ]);
    expect(checkStages([{ ...legal, code: " " }])).toEqual([{ fault: "empty_code", at: 0 }]);
  });

  it("have a name in both languages, short enough for a list", () => {
    expect(checkStages([{ ...legal, es: " " }])).toEqual([{ fault: "empty_name", at: 0 }]);
    expect(checkStages([{ ...legal, en: "" }])).toEqual([{ fault: "empty_name", at: 0 }]);
    expect(checkStages([{ ...legal, en: "ñ".repeat(60) }])).toEqual([]);
    expect(checkStages([{ ...legal, en: "ñ".repeat(61) }])).toEqual([{ fault: "long_name", at: 0 }]);
  });

  it("are sixty at most", () => {
    expect(checkStages(many(60))).toEqual([]);
    expect(checkStages(many(61))).toEqual([{ fault: "too_many" }]);
  });

  it("show every fault of one stage at once", () => {
    expect(checkStages([{ code: "", state: "", es: "", en: "" }]).map(({ fault }) => fault)).toEqual([
      "empty_code",
      "unknown_state",
      "empty_name",
    ]);
  });

  it("explain each fault in both languages", () => {
    for (const { es, en } of Object.values(STAGE_FAULTS))
      expect([es.length > 10, en.length > 10]).toEqual([true, true]);
  });
});
