import { merge } from "../../src/eligibility/profile/merge.js";
import { DECLINED, type Knowledge, known, UNASKED } from "../../src/eligibility/rules/knowledge.js";

describe("what two sources say of one fact", () => {
  it.each<[string, Knowledge, Knowledge, Knowledge]>([
    ["the same answer", known.boolean(true), known.boolean(true), known.boolean(true)],
    ["a value within a band", known.between(10, 20), known.number(12), known.number(12)],
    ["bands that overlap", known.between(10, 20), known.between(15, 30), known.between(15, 20)],
    ["bands that touch", known.between(10, 20), known.between(20, 30), known.number(20)],
    ["codes in common", known.code("a", "b"), known.code("b", "c"), known.code("b")],
    [
      "lists, which complete each other",
      known.codesAtLeast("a"),
      known.codesAtLeast("b"),
      known.codesAtLeast("a", "b"),
    ],
    ["a whole list and a part", known.codes("a"), known.codesAtLeast("b"), known.codes("a", "b")],
    ["a part and a whole list", known.codesAtLeast("a"), known.codes("b"), known.codes("a", "b")],
  ])("goes together: %s", (_what, stated, derived, knowledge) => {
    expect(merge(stated, derived)).toStrictEqual({ knowledge, contradicts: false });
  });

  it.each<[string, Knowledge, Knowledge, Knowledge]>([
    ["yes and no", known.boolean(true), known.boolean(false), DECLINED],
    ["no and yes", known.boolean(false), known.boolean(true), DECLINED],
    ["bands apart", known.between(10, 20), known.between(21, 30), known.between(10, 30)],
    ["bands apart, the other way round", known.between(21, 30), known.between(10, 20), known.between(10, 30)],
    ["other codes", known.code("a"), known.code("b", "c"), known.code("a", "b", "c")],
  ])("contradicts: %s; whatever either allows stays possible", (_what, stated, derived, knowledge) => {
    expect(merge(stated, derived)).toStrictEqual({ knowledge, contradicts: true });
  });

  it("is what one says when the other says nothing", () => {
    for (const nothing of [UNASKED, DECLINED]) {
      expect(merge(nothing, known.number(1))).toStrictEqual({ knowledge: known.number(1), contradicts: false });
      expect(merge(known.number(1), nothing)).toStrictEqual({ knowledge: known.number(1), contradicts: false });
    }
  });

  it("cannot be of different kinds", () => {
    const kinds = [known.boolean(true), known.number(1), known.code("a"), known.codes("a")];
    for (const one of kinds) {
      for (const other of kinds.filter((each) => each !== one))
        expect(() => merge(one, other)).toThrow("two kinds of knowledge about one fact");
    }
  });
});
